using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports;

/// <summary>A metric in a report.</summary>
public sealed record ReportMetric
{
    /// <summary>Its name.</summary>
    public required string Metric { get; init; }

    /// <summary>Which way it gets better.</summary>
    public MetricGoal Goal { get; init; } = MetricGoal.None;

    /// <summary>What its values are.</summary>
    public MetricKind Kind { get; init; } = MetricKind.Mean;

    /// <summary>Its unit, for people; null where none was said.</summary>
    public string? Unit { get; init; }

    /// <summary>How its values are spread, for each version that has some, in the order in which the versions were created.</summary>
    public IReadOnlyList<ReportDistribution> Distributions { get; init; } = [];

    /// <summary>How it went over time, all versions together, oldest first; intervals without a point are left out.</summary>
    public IReadOnlyList<ReportTrendPoint> Trend { get; init; } = [];
}
