using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.Settings;

namespace PromptFunctions.Telemetry;

/// <summary>Registers telemetry, the same for the Functions host and for LocalHost.</summary>
public static class TelemetryRegistration
{
    private const string AspNetCore = "Microsoft.AspNetCore";

    // One span for each request that goes over the wire, the same for all of the Azure SDK's clients.
    private const string StorageCalls = "Azure.Core.Http";

    // What the Durable client adds: that it has started an orchestration.
    private const string DurableClient = "Microsoft.DurableTask";

    /// <summary>Exports traces, metrics and logs to where the settings say. Where they name nothing, nothing is exported or slowed down.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="addHost">Adds what only this host has.</param>
    public static IServiceCollection AddPromptTelemetry(this IServiceCollection services, IConfiguration configuration, Action<IOpenTelemetryBuilder> addHost)
    {
        // The requests that ASP.NET Core logs have their query, in which keys and subjects stand; no setting has them exported.
        services.AddLogging(logging => logging.AddFilter(AspNetCore, LogLevel.Warning).AddFilter<OpenTelemetryLoggerProvider>(AspNetCore, LogLevel.Warning));
        // What is registered depends on them, so they are read before there are services; whether they are right is asked with all others.
        var settings = SettingsRegistration.Read<TelemetryOptions>(configuration);
        var (hasOtlp, hasMonitor) = (settings.OtlpEndpoint is { IsAbsoluteUri: true }, !string.IsNullOrWhiteSpace(settings.MonitorConnectionString));
        if (!hasOtlp && !hasMonitor) return services;

        // Until then Azure.Core tells its spans only to listeners of an older kind.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        var telemetry = services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(PromptInstruments.Name, StorageCalls, DurableClient).AddProcessor<StorageCallRedaction>())
            .WithMetrics(metrics => metrics.AddMeter(PromptInstruments.Name))
            .WithLogging(null, logging => logging.IncludeFormattedMessage = true);
        addHost(telemetry);
        if (hasOtlp) telemetry.UseOtlpExporter();
        if (hasMonitor) telemetry.UseAzureMonitorExporter(options => Configure(options, settings));
        return services;
    }

    private static void Configure(AzureMonitorExporterOptions options, TelemetryOptions settings)
    {
        (options.ConnectionString, options.Credential) = (settings.MonitorConnectionString, MonitorCredential.Of(settings.MonitorAuthentication));
        // Traces are sampled, but who changed what is served is told of every change.
        options.EnableTraceBasedLogsSampler = false;
    }
}
