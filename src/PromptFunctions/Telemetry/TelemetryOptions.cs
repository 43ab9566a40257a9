using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace PromptFunctions.Telemetry;

/// <summary>Where telemetry is sent. The names are those that the Functions host and OpenTelemetry's exporters read too, so they stand in no section.</summary>
public sealed partial class TelemetryOptions : IValidatableObject
{
    /// <summary>No section: the configuration itself.</summary>
    public const string Section = "";

    private const string Monitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The Application Insights resource; none sends nothing there.</summary>
    [ConfigurationKeyName(Monitor)]
    public string? MonitorConnectionString { get; set; }

    /// <summary>Who sends there: <c>Authorization=AAD</c>, with <c>;ClientId={id}</c> for a user-assigned identity; none where the connection string alone is enough.</summary>
    [ConfigurationKeyName(Authentication)]
    public string? MonitorAuthentication { get; set; }

    /// <summary>An OTLP collector; none sends nothing there.</summary>
    [ConfigurationKeyName(Collector)]
    public Uri? OtlpEndpoint { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MonitorConnectionString is { Length: > 0 } && !InstrumentationKey().IsMatch(MonitorConnectionString))
            yield return new($"{Monitor} must be the connection string of an Application Insights resource.", [nameof(MonitorConnectionString)]);
        if (MonitorAuthentication is { Length: > 0 } text && !MonitorCredential.IsKnown(text))
            yield return new($"{Authentication} must be Authorization=AAD, with ;ClientId= and an id for a user-assigned identity.", [nameof(MonitorAuthentication)]);
        if (OtlpEndpoint is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https" }))
            yield return new($"{Collector} must be an http(s) address.", [nameof(OtlpEndpoint)]);
    }

    [GeneratedRegex("(^|;) *InstrumentationKey *= *[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} *(;|$)", RegexOptions.IgnoreCase)]
    private static partial Regex InstrumentationKey();
}
