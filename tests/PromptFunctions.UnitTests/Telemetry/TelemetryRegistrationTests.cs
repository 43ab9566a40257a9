using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PromptFunctions.Telemetry;

namespace PromptFunctions.UnitTests.Telemetry;

public sealed class TelemetryRegistrationTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", " ")]
    public void Without_a_place_to_send_to_nobody_listens(string? monitor, string? otlp)
    {
        using var services = Services(monitor, otlp, _ => Assert.Fail("The host has nothing to add."));

        Assert.Null(services.GetService<TracerProvider>());
    }

    [Fact]
    public void To_application_insights_the_managed_identity_sends_and_each_log_is_sent()
    {
        using var services = Services("InstrumentationKey=00000000-0000-0000-0000-000000000001", null, _ => { });
        var options = services.GetRequiredService<IOptions<AzureMonitorExporterOptions>>().Value;

        Assert.StartsWith("InstrumentationKey=", options.ConnectionString, StringComparison.Ordinal);
        Assert.IsType<ManagedIdentityCredential>(options.Credential);
        Assert.False(options.EnableTraceBasedLogsSampler);
    }

    private static ServiceProvider Services(string? monitor, string? otlp, Action<IOpenTelemetryBuilder> addHost)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("APPLICATIONINSIGHTS_CONNECTION_STRING", monitor), new("OTEL_EXPORTER_OTLP_ENDPOINT", otlp), new("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=AAD"),
        ]).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddPromptTelemetry(configuration, addHost).BuildServiceProvider();
    }
}
