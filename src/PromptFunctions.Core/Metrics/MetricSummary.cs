using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Metrics;

/// <summary>The figures of one metric over some points.</summary>
/// <param name="Count">How many points.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="Median">The value that half of the points do not exceed.</param>
/// <param name="Std">The sample standard deviation, divided by count − 1; 0 for one point.</param>
/// <param name="P25">The first quartile.</param>
/// <param name="P75">The third quartile.</param>
/// <param name="P95">The value that 95 % of the points do not exceed.</param>
/// <param name="P99">The value that 99 % of the points do not exceed.</param>
/// <param name="LastUpdated">When the last point arrived.</param>
public sealed record MetricSummary(
    long Count, double Min, double Max, double Mean, double Median, double Std, double P25, double P75, double P95, double P99, DateTimeOffset LastUpdated)
{
    /// <summary>True where the values span so many magnitudes that the percentiles nearest zero are no longer within 1 %; else left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Collapsed { get; init; }
}
