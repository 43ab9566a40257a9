namespace PromptFunctions.Core.Metrics.Trends;

/// <summary>How a prompt's metrics went.</summary>
/// <param name="Metrics">The points by metric, in order of time.</param>
public sealed record TrendsView(IReadOnlyDictionary<string, IReadOnlyList<TrendPoint>> Metrics);
