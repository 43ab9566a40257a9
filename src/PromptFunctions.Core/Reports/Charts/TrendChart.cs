using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>
/// A metric over time: its mean with the 95 % band, how many points there were beneath, and what happened to the prompt above.
/// </summary>
internal static class TrendChart
{
    private const double Plot = 150;
    private const double Counts = 26;
    private const double Axis = 20;
    private const double TimeRoom = 60;

    /// <summary>Draws a metric's chart.</summary>
    public static Markup Draw(PerformanceReport report, ReportMetric metric, ChartSize size, ChartText text)
    {
        var svg = new Markup();
        var top = report.Events.Count > 0 ? EventMarks.Height + 4 : 8;
        var bottom = top + Plot;
        var values = ValueRange.OfTrend(metric, bottom, top);
        var ticks = values.Ticks(5, metric.Kind);
        var left = ValueAxis.Room(ticks, size);
        var times = new TimeScale(report.From, report.To, left, size.Width - 8);

        ValueAxis.Draw(svg, values, ticks, size);
        var floor = bottom + 8 + Counts;
        foreach (var (at, label) in times.Ticks(TimeRoom))
        {
            svg.Line("notch", times.Place(at), floor, times.Place(at), floor + 4);
            svg.AxisLabel(times.Place(at), floor + 16, label, size.Width);
        }
        Bars(svg, report, metric, times, floor);
        EventMarks.Draw(svg, report.Events, times, floor, size.Width);
        foreach (var run in Runs(report, metric)) Run(svg, report, run, times, values);
        return Svg.Chart(size, floor + Axis, text, svg);
    }

    /// <summary>The points in runs without a gap: over an interval without points nothing is known.</summary>
    public static IReadOnlyList<IReadOnlyList<ReportTrendPoint>> Runs(PerformanceReport report, ReportMetric metric)
    {
        var runs = new List<IReadOnlyList<ReportTrendPoint>>();
        var run = new List<ReportTrendPoint>();
        foreach (var point in metric.Trend)
        {
            if (run.Count > 0 && point.At - run[^1].At > 1.5 * Length(report))
            {
                runs.Add(run);
                run = [];
            }
            run.Add(point);
        }
        return run.Count > 0 ? [.. runs, run] : runs;
    }

    /// <summary>The middle of an interval, as far as it lies in the period.</summary>
    public static DateTimeOffset Middle(PerformanceReport report, ReportTrendPoint point)
    {
        var (from, to) = Ends(report, point);
        return from + ((to - from) / 2);
    }

    // Where a mean has no band, the band pinches to it.
    private static void Run(Markup svg, PerformanceReport report, IReadOnlyList<ReportTrendPoint> run, TimeScale times, ValueScale values) => BandedLine.Draw(svg, [.. run.Select(point => (
        times.Place(Middle(report, point)), values.Place(point.Value), values.Place(point.Low ?? point.Value), values.Place(point.High ?? point.Value)))]);

    private static void Bars(Markup svg, PerformanceReport report, ReportMetric metric, TimeScale times, double floor)
    {
        double most = metric.Trend.Max(point => point.Count);
        foreach (var point in metric.Trend)
        {
            var (from, to) = Ends(report, point);
            var (x, width) = (times.Place(from), times.Place(to) - times.Place(from));
            var height = Math.Max(1, point.Count / most * Counts);
            svg.Rectangle("count", x + (width * 0.1), floor - height, Math.Max(0.5, width * 0.8), height);
        }
        svg.Line("floor", times.Place(report.From), floor, times.Place(report.To), floor);
    }

    private static (DateTimeOffset From, DateTimeOffset To) Ends(PerformanceReport report, ReportTrendPoint point)
    {
        var from = point.At < report.From ? report.From : point.At;
        var to = point.At + Length(report) > report.To ? report.To : point.At + Length(report);
        return (from, to < from ? from : to);
    }

    private static TimeSpan Length(PerformanceReport report) => report.Interval == ReportInterval.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
}
