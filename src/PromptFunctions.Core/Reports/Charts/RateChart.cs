using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>The rate of each version with its 95 % interval; of zeros and ones there is no more to see.</summary>
internal static class RateChart
{
    private const double Row = 36;

    /// <summary>Draws a proportion's chart.</summary>
    public static Markup Draw(PerformanceReport report, ReportMetric metric, ChartSize size, ChartText text)
    {
        var rows = new VersionRows(report, metric, size, Row);
        var scale = ValueRange.OfRates([.. rows.Shown.Select(Interval)], rows.Left, rows.Right);
        return rows.Draw(text, scale, (svg, one, style, top, bottom) =>
        {
            var (y, (low, high)) = ((top + bottom) / 2, Interval(one));
            svg.Line($"half {style}", scale.Place(low), y, scale.Place(high), y);
            svg.Circle($"dot {style}", scale.Place(one.Mean), y, 4);
        });
    }

    /// <summary>A version's interval; a single value says nothing but itself.</summary>
    public static (double Low, double High) Interval(ReportDistribution one) =>
        ConfidenceBand.Of(MetricKind.Proportion, one.Count, one.Mean, one.Std) ?? (one.Mean, one.Mean);
}
