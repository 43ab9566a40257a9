namespace PromptFunctions.Core.Metrics;

/// <summary>The figures of one metric over some points.</summary>
public sealed record MetricSummary(
    long Count, double Min, double Max, double Mean, double Median, double Std, double P25, double P75, double P95, double P99, DateTimeOffset LastUpdated);
