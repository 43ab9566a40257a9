using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Charts;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>How to read the charts, said once for all of them.</summary>
internal static class LegendPart
{
    public static void Write(Markup html, PerformanceReport report)
    {
        html.Add($"""<ul class="legend" aria-label="How to read the charts">""");
        if (report.Metrics.Any(metric => metric.Kind == MetricKind.Mean))
        {
            Entry(html, "how often values occur", svg => svg.Path("shape live", [(1, 15), (8, 13), (14, 1), (20, 13), (27, 15)], closed: true));
            Entry(html, "5 to 95 %, middle half", svg =>
            {
                svg.Line("span live", 1, 8, 27, 8);
                svg.Line("half live", 8, 8, 20, 8);
            });
            Entry(html, "median", svg => svg.Circle("dot live", 14, 8, 3.5));
            Entry(html, "mean", svg => svg.Line("tick live", 14, 2, 14, 14));
        }
        if (report.Metrics.Any(metric => metric.Kind == MetricKind.Proportion))
        {
            Entry(html, "rate with its 95 % interval", svg =>
            {
                svg.Line("half live", 3, 8, 25, 8);
                svg.Circle("dot live", 14, 8, 3.5);
            });
        }
        Entry(html, $"mean {(report.Interval == ReportInterval.Hour ? "an hour" : "a day")} with its 95 % band", svg =>
        {
            svg.Path("band", [(1, 8), (14, 3), (27, 1), (27, 9), (14, 12), (1, 15)], closed: true);
            svg.Path("trend", [(1, 12), (14, 8), (27, 5)]);
        });
        Entry(html, "number of points", svg =>
        {
            svg.Rectangle("count", 5, 8, 4, 8);
            svg.Rectangle("count", 12, 3, 4, 13);
            svg.Rectangle("count", 19, 6, 4, 10);
        });
        foreach (var kind in report.Events.Select(happened => happened.Kind).Distinct().Order())
            Entry(html, EventMarks.Style(kind), svg => EventMarks.Shape(svg, kind, 14, 8));
        html.Add($"</ul>\n");
    }

    private static void Entry(Markup html, string text, Action<Markup> draw)
    {
        var svg = new Markup();
        draw(svg);
        html.Add($"""<li><svg viewBox="0 0 28 16" aria-hidden="true">{svg}</svg>{text}</li>""");
    }
}
