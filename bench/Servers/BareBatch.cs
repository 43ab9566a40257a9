namespace PromptFunctions.Bench.Servers;

/// <summary>A batch of points, as anybody would declare it.</summary>
internal sealed record BareBatch(string? BatchId, IReadOnlyList<BarePoint>? Points);
