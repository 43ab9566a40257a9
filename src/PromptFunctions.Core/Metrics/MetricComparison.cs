namespace PromptFunctions.Core.Metrics;

/// <summary>How one metric differs between two versions.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="From">The one version's figures; null where it has none.</param>
/// <param name="To">The other's; null where it has none.</param>
/// <param name="Change">The difference of the means.</param>
/// <param name="ChangePercent">The difference in percent of the old mean's size; null where that is 0.</param>
/// <param name="PValue">Welch's test.</param>
/// <param name="Better"><c>from</c> or <c>to</c>; null where the difference is not significant or the metric has no goal.</param>
public sealed record MetricComparison(
    string Metric, MetricSummary? From, MetricSummary? To, double? Change, double? ChangePercent, double? PValue, string? Better);
