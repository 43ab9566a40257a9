using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>A trend as small as a word (Tufte 2006). It says nothing that the metric's chart does not, so screen readers pass it over.</summary>
internal static class Sparkline
{
    private const double Width = 88;
    private const double Height = 24;
    private const double Edge = 4;

    /// <summary>Draws a metric's trend.</summary>
    public static Markup Draw(PerformanceReport report, ReportMetric metric)
    {
        var svg = new Markup();
        svg.Add($"""<svg class="spark" viewBox="0 0 {Width} {Height}" aria-hidden="true">""");
        if (metric.Trend.Count > 0)
        {
            var times = new TimeScale(report.From, report.To, Edge, Width - Edge);
            var values = ValueScale.Linear(metric.Trend.Min(point => point.Value), metric.Trend.Max(point => point.Value), Height - Edge, Edge);
            var line = metric.Trend.Select(point => (X: times.Place(TrendChart.Middle(report, point)), Y: values.Place(point.Value))).ToList();
            if (line.Count > 1) svg.Path("trend", line);
            svg.Circle("end", line[^1].X, line[^1].Y, 2.5);
        }
        return svg.Add($"</svg>");
    }
}
