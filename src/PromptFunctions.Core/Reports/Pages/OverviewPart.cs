using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Charts;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>All metrics at a glance: the live version's mean, how it differs from the version before, and the trend.</summary>
internal static class OverviewPart
{
    public static void Write(Markup html, PerformanceReport report)
    {
        var compared = report.Comparison?.Metrics.ToDictionary(row => row.Metric) ?? [];
        html.Add($"""<section aria-labelledby="overview"><h2 id="overview">At a glance</h2>""");
        // The roles are said because on a phone the rows are laid out as grids, which are no table to some screen readers.
        html.Add($"""<table role="table" class="overview {(report.Comparison is null ? "alone" : "compared")}"><thead role="rowgroup"><tr role="row">{Head("Metric", "first")}{Head(report.Live is null ? "All versions" : "Live")}""");
        if (report.Comparison is not null) html.Add($"""{Head("Before", "number wide-only")}{Head("Change")}{Head("p-value", "number wide-only")}""");
        html.Add($"""{Head("Trend")}</tr></thead><tbody role="rowgroup">""").Add($"\n");
        foreach (var (metric, i) in report.Metrics.Select((metric, i) => (metric, i)))
        {
            html.Add($"""<tr role="row"><th role="rowheader" scope="row"><a href="#m{i + 1}"><bdi>{metric.Metric}</bdi></a> <small>{Unit(metric)}</small></th>{Cell(Mean(report, metric))}""");
            if (report.Comparison is not null) Change(html, compared.GetValueOrDefault(metric.Metric), metric);
            html.Add($"""<td role="cell" class="trend-cell">{Sparkline.Draw(report, metric)}</td></tr>""").Add($"\n");
        }
        html.Add($"</tbody></table>");
        if (report.Comparison is { } comparison) Note(html, comparison);
        html.Add($"</section>\n");
    }

    // A proportion is in percent, whatever it is called.
    private static string Unit(ReportMetric metric) => metric.Kind == MetricKind.Proportion ? "" : metric.Unit ?? "";

    private static string Mean(PerformanceReport report, ReportMetric metric)
    {
        if (report.Live is { } live) return metric.Distributions.FirstOrDefault(one => one.Version == live) is { } one ? Figures.Value(one.Mean, metric.Kind) : "–";
        double all = metric.Distributions.Sum(each => each.Count);
        return all > 0 ? Figures.Value(metric.Distributions.Sum(each => each.Mean * (each.Count / all)), metric.Kind) : "–";
    }

    private static void Change(Markup html, MetricComparison? row, ReportMetric metric)
    {
        var (style, verdict) = row switch
        {
            { PValue: null } or null => ("none", "not compared"),
            { Better: "to" } => ("better", "better"),
            { Better: "from" } => ("worse", "worse"),
            { PValue: < 0.05 } => ("none", "changed"),
            _ => ("none", "no clear difference"),
        };
        html.Add($"""{Cell(row?.From is { } from ? Figures.Value(from.Mean, metric.Kind) : "–", "number wide-only")}""");
        html.Add($"""<td role="cell" class="number {style}">{(row is null ? "–" : Figures.Change(row, metric.Kind))}<span class="verdict">{verdict}</span></td>""");
        html.Add($"""{Cell(row?.PValue is { } p ? Figures.PValue(p) : "–", "number wide-only")}""");
    }

    private static Markup Head(string name, string style = "number") => new Markup().Add($"""<th role="columnheader" scope="col" class="{style}">{name}</th>""");

    private static Markup Cell(string text, string style = "number") => new Markup().Add($"""<td role="cell" class="{style}">{text}</td>""");

    private static void Note(Markup html, ReportComparison comparison)
    {
        html.Add($"""<p class="note">Means of {comparison.To.ToString()}, which is live, and {comparison.From.ToString()}, which was live before. Better and worse: p &lt; 0.05 in Welch’s test, by the metric’s goal.""");
        if (comparison.Metrics.Count >= 5) html.Add($" By chance alone, one metric in twenty looks as if it differed.");
        html.Add($"</p>");
    }
}
