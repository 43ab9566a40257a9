namespace PromptFunctions.Dev.Starting;

/// <summary>What <c>start</c> was asked for.</summary>
/// <param name="Port">Of the service.</param>
/// <param name="Func">Run the real Functions host (Core Tools) in place of LocalHost.</param>
/// <param name="Split">A process for each scale group, as in production.</param>
/// <param name="StoragePortBase">The first of Azurite's three ports; null takes 10000, or free ones when those are taken.</param>
/// <param name="Otlp">The OTLP collector that gets traces, metrics and logs; null leaves it to the environment.</param>
internal sealed record StartOptions(int Port, bool Func, bool Split, int? StoragePortBase, string? Otlp)
{
    /// <summary>What the service finds in its environment besides.</summary>
    public Dictionary<string, string> Environment => Otlp is null ? [] : new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Otlp };
}
