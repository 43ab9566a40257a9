using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports;

/// <summary>A metric over one interval of time.</summary>
/// <param name="At">When the interval begins.</param>
/// <param name="Value">The mean of its values; a proportion's rate.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Low">The lower end of the mean's 95 % confidence band; null where there are fewer than two.</param>
/// <param name="High">Its upper end; null with <paramref name="Low"/>.</param>
public sealed record ReportTrendPoint(DateTimeOffset At, double Value, long Count, double? Low, double? High)
{
    /// <summary>A point, with the band that its figures give.</summary>
    /// <param name="at">When the interval begins.</param>
    /// <param name="kind">What the values are.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="std">Their sample standard deviation.</param>
    public static ReportTrendPoint Of(DateTimeOffset at, MetricKind kind, long count, double mean, double std)
    {
        var band = ConfidenceBand.Of(kind, count, mean, std);
        return new(at, mean, count, band?.Low, band?.High);
    }
}
