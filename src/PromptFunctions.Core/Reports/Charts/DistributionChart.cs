using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>
/// How the values of each version are spread: the shape of their density over a line from the 5th to the 95th percentile,
/// a bar over the middle half, a dot at the median and a tick at the mean.
/// </summary>
internal static class DistributionChart
{
    /// <summary>Below this a shape would pretend to know more than there is: each value is a dot.</summary>
    public const long FewValues = 10;

    private const double Row = 44;
    private const double Box = 8;
    private const double Pixels = 3;

    /// <summary>Draws a metric's chart.</summary>
    public static Markup Draw(PerformanceReport report, ReportMetric metric, ChartSize size, ChartText text)
    {
        var rows = new VersionRows(report, metric, size, Row);
        var scale = ValueRange.Of(rows.Shown, rows.Left, rows.Right);
        return rows.Draw(text, scale, (svg, one, style, top, bottom) =>
        {
            var baseline = bottom - (2 * Box);
            if (one.Count < FewValues) Dots(svg, one, style, scale, baseline);
            else
            {
                Shape(svg, one, style, scale, top + 6, baseline);
                Quantiles(svg, one, style, scale, bottom - Box);
            }
        });
    }

    private static void Shape(Markup svg, ReportDistribution one, string style, ValueScale scale, double top, double baseline)
    {
        var (left, right) = (scale.Place(scale.Low), scale.Place(scale.High));
        var heights = Density.Of(one, scale, (int)((right - left) / Pixels));
        var cell = (right - left) / heights.Length;
        var (first, last) = (Array.FindIndex(heights, Shows), Array.FindLastIndex(heights, Shows));
        if (first < 0) return;
        var outline = Enumerable.Range(first, last - first + 1).Select(i => (X: left + ((i + 0.5) * cell), Y: baseline - (heights[i] * (baseline - top)))).ToList();
        svg.Path($"shape {style}", [(outline[0].X, baseline), .. outline, (outline[^1].X, baseline)], closed: true);

        static bool Shows(double height) => height > 0.004;
    }

    private static void Quantiles(Markup svg, ReportDistribution one, string style, ValueScale scale, double y)
    {
        svg.Line($"span {style}", scale.Place(one.P5), y, scale.Place(one.P95), y);
        svg.Line($"half {style}", scale.Place(one.P25), y, scale.Place(one.P75), y);
        svg.Line($"tick {style}", scale.Place(one.Mean), y - 6, scale.Place(one.Mean), y + 6);
        svg.Circle($"dot {style}", scale.Place(one.Median), y, 3.5);
    }

    private static void Dots(Markup svg, ReportDistribution one, string style, ValueScale scale, double baseline)
    {
        foreach (var bin in one.Bins) svg.Circle($"value {style}", scale.Place((bin.From / 2) + (bin.To / 2)), baseline + Box - 4, 3.5);
        svg.Line($"tick {style}", scale.Place(one.Mean), baseline - 4, scale.Place(one.Mean), baseline + 12);
    }
}
