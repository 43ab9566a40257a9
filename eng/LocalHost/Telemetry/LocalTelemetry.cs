using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PromptFunctions.Telemetry;

namespace PromptFunctions.LocalHost.Telemetry;

/// <summary>What the Functions host and its worker add to the app's own telemetry, added here by this host.</summary>
internal static class LocalTelemetry
{
    private const string ServiceName = "PromptFunctions";

    // ASP.NET Core's own: how long requests take, by route and status.
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    public static void AddLocalTelemetry(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPromptTelemetry(configuration, telemetry => telemetry
            // The environment may name the service otherwise.
            .ConfigureResource(resource => resource.Clear().AddService(ServiceName).AddTelemetrySdk().AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing
                .AddSource(FunctionSpans.SourceName)
                // A query holds keys and subjects.
                .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpRequest = (span, _) => span.SetTag("url.query", null)))
            .WithMetrics(metrics => metrics.AddMeter(RequestMeter)));
}
