namespace PromptFunctions.Bench.Servers;

/// <summary>A point, as anybody would declare it.</summary>
internal sealed record BarePoint(string Prompt, string Version, string Metric, double Value, DateTimeOffset? At, string? Subject, string? Assignment);
