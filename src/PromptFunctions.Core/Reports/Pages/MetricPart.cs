using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Charts;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>One metric: how its values are spread by version, how it went over time, and the figures of both.</summary>
internal static class MetricPart
{
    public static void Write(Markup html, PerformanceReport report, ReportMetric metric, int number)
    {
        html.Add($"""<section class="metric" id="m{number}" aria-labelledby="m{number}-name"><h2 id="m{number}-name"><bdi>{metric.Metric}</bdi></h2>""");
        html.Add($"""<p class="goal">{Goal(metric.Goal)}</p><div class="pair">""").Add($"\n");
        if (metric.Kind == MetricKind.Proportion) Rates(html, report, metric, number);
        else Distributions(html, report, metric, number);
        Trend(html, report, metric, number);
        html.Add($"</div></section>\n");
    }

    /// <summary>A goal in words.</summary>
    public static string Goal(MetricGoal goal) => goal switch
    {
        MetricGoal.Maximize => "Higher is better",
        MetricGoal.Minimize => "Lower is better",
        _ => "Neither higher nor lower is better",
    };

    private static void Distributions(Markup html, PerformanceReport report, ReportMetric metric, int number)
    {
        ChartFigure.Begin(html, "Distribution by version", metric.Distributions.Count == 0 ? "" : Axis(report, metric));
        if (metric.Distributions.Count == 0) Empty(html, report);
        else
        {
            var text = new ChartText($"m{number}-d", $"{metric.Metric}: distribution by version", Describe(report, metric, one =>
                $"median {Figures.WithUnit(one.Median, metric)}, half of the values between {Figures.Number(one.P25)} and {Figures.Number(one.P75)}"));
            foreach (var size in ChartSize.All) html.Add(DistributionChart.Draw(report, metric, size, text));
            Left(html, report, metric);
            Table.WriteFolded(html, "Figures by version", $"{metric.Metric}: figures by version",
                ["Version", "Points", "Mean", "Std", "Min", "P1", "P5", "P25", "Median", "P75", "P95", "P99", "Max"], 1,
                metric.Distributions.Reverse().Select(one => (VersionRows.Style(report, one), (IReadOnlyList<string>)[
                    one.Version.ToString(), Figures.Count(one.Count),
                    .. new[] { one.Mean, one.Std, one.Min, one.P1, one.P5, one.P25, one.Median, one.P75, one.P95, one.P99, one.Max }.Select(value => Figures.Number(value))])));
        }
        ChartFigure.End(html);
    }

    private static void Rates(Markup html, PerformanceReport report, ReportMetric metric, int number)
    {
        ChartFigure.Begin(html, "Rate by version", "");
        if (metric.Distributions.Count == 0) Empty(html, report);
        else
        {
            var text = new ChartText($"m{number}-d", $"{metric.Metric}: rate by version", Describe(report, metric, one => $"rate {Figures.Value(one.Mean, metric.Kind)}"));
            foreach (var size in ChartSize.All) html.Add(RateChart.Draw(report, metric, size, text));
            Left(html, report, metric);
            Table.WriteFolded(html, "Figures by version", $"{metric.Metric}: figures by version", ["Version", "Points", "Rate", "95 % from", "to"], 1,
                metric.Distributions.Reverse().Select(one => (VersionRows.Style(report, one), (IReadOnlyList<string>)[
                    one.Version.ToString(), Figures.Count(one.Count), Figures.Value(one.Mean, metric.Kind),
                    Figures.Value(RateChart.Interval(one).Low, metric.Kind), Figures.Value(RateChart.Interval(one).High, metric.Kind)])));
        }
        ChartFigure.End(html);
    }

    private static void Trend(Markup html, PerformanceReport report, ReportMetric metric, int number)
    {
        var hourly = report.Interval == ReportInterval.Hour;
        var (mean, interval) = (metric.Kind == MetricKind.Proportion ? "Rate" : "Mean", hourly ? "hour" : "day");
        ChartFigure.Begin(html, $"{mean} by {interval}", Unit(metric));
        if (metric.Trend.Count == 0) Empty(html, report);
        else
        {
            var (first, last) = (metric.Trend[0], metric.Trend[^1]);
            var text = new ChartText($"m{number}-t", $"{metric.Metric}: {mean.ToLowerInvariant()} by {interval}",
                $"From {Figures.WithUnit(first.Value, metric)} on {Figures.Date(first.At)} to {Figures.WithUnit(last.Value, metric)} on {Figures.Date(last.At)}. All figures are in the table beneath.");
            foreach (var size in ChartSize.All) html.Add(TrendChart.Draw(report, metric, size, text));
            Table.WriteFolded(html, $"Figures by {interval}", $"{metric.Metric}: figures by {interval}",
                [hourly ? "From (UTC)" : "Day (UTC)", "Points", mean, "95 % from", "to"], 1,
                metric.Trend.Reverse().Select(point => ("point", (IReadOnlyList<string>)[
                    Figures.Interval(point.At, report.Interval), Figures.Count(point.Count), Figures.Value(point.Value, metric.Kind),
                    Bound(point.Low, metric), Bound(point.High, metric)])));
        }
        ChartFigure.End(html);
    }

    private static void Empty(Markup html, PerformanceReport report) => html.Add($"""<p class="empty">No points in {ReportFindings.Period(report.Days)}</p>""");

    private static void Left(Markup html, PerformanceReport report, ReportMetric metric)
    {
        var shown = VersionRows.Choose(report, metric).Count;
        if (shown < metric.Distributions.Count)
            html.Add($"""<p class="note">{shown} of {metric.Distributions.Count} versions: the live one, the one before, and the latest. All are in the table.</p>""");
    }

    private static string Axis(PerformanceReport report, ReportMetric metric)
    {
        var shown = VersionRows.Choose(report, metric);
        var scale = ValueRange.Of(shown, 0, 1);
        string[] parts =
        [
            Unit(metric),
            scale.IsLogarithmic ? "logarithmic" : "",
            shown.Any(one => one.Min < scale.Low || one.Max > scale.High) ? "without the outermost 1 %" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string Unit(ReportMetric metric) => metric.Kind == MetricKind.Proportion ? "" : metric.Unit?.Trim() ?? "";

    private static string Describe(PerformanceReport report, ReportMetric metric, Func<ReportDistribution, string> figures)
    {
        var named = VersionRows.Choose(report, metric).Where(one => VersionRows.Style(report, one) != "other").ToList();
        if (named.Count == 0) named = [metric.Distributions[^1]];
        return $"{string.Join("; ", named.Select(one => $"{one.Version}: {figures(one)}"))}. All figures are in the table beneath.";
    }

    private static string Bound(double? value, ReportMetric metric) => value is { } bound ? Figures.Value(bound, metric.Kind) : "–";
}
