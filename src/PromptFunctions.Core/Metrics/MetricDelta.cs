using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Metrics;

/// <summary>What one batch adds to one metric of one target in one hour.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Values">The values' summary.</param>
public sealed record MetricDelta(string Metric, MetricHour Hour, Distribution Values);
