using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports;

/// <summary>
/// Renders a report as one page that needs nothing else: no script, no font, no image from anywhere. It is well-formed XML
/// as well as HTML.
/// </summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Render(PerformanceReport report)
    {
        var html = new Markup();
        html.Add($"<!DOCTYPE html>\n");
        html.Add($"""<html lang="en"><head><meta charset="utf-8"/>""");
        // The browser holds the page to it: whatever a name might smuggle in, nothing is loaded and nothing runs.
        html.Add($"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>""");
        html.Add($"""<meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>""");
        html.Add($"<title>{report.Prompt} · Performance report</title><style>\n");
        html.Raw(ReportStyle.Sheet);
        html.Add($"\n</style></head><body>\n");
        HeaderPart.Write(html, report);
        html.Add($"<main>\n");
        Findings(html, report);
        if (report.Metrics.Count > 0) OverviewPart.Write(html, report);
        EventsPart.Write(html, report);
        foreach (var (experiment, i) in report.Experiments.Select((experiment, i) => (experiment, i))) ExperimentPart.Write(html, experiment, i + 1);
        if (report.Metrics.Count > 0) Metrics(html, report);
        VersionsPart.Write(html, report);
        html.Add($"</main>\n");
        html.Add($"<footer><p>Read {Figures.Time(report.GeneratedAt)} UTC. Means, counts and extremes are exact; percentiles are within 1 % of the value. ");
        html.Add($"Bands and intervals are of the mean at 95 %, and not corrected for being looked at often{(report.Experiments.Count > 0 ? "; those of experiments are what is said there" : "")}.</p></footer>\n</body></html>\n");
        return html.ToString();
    }

    private static void Findings(Markup html, PerformanceReport report)
    {
        if (report.Metrics.Count == 0)
        {
            html.Add($"""<section class="empty"><strong>No points in {ReportFindings.Period(report.Days)}</strong>""");
            html.Add($"Record some with POST /api/metrics, or look further back with ?days=.</section>\n");
            return;
        }
        if (report.Findings.Count == 0) return;
        html.Add($"""<ul class="findings" aria-label="Findings">""");
        foreach (var finding in report.Findings) html.Add($"""<li dir="auto">{finding}</li>""");
        html.Add($"</ul>\n");
    }

    private static void Metrics(Markup html, PerformanceReport report)
    {
        html.Add($"""<section aria-labelledby="metrics"><h2 id="metrics">Metrics</h2>""");
        LegendPart.Write(html, report);
        html.Add($"</section>\n");
        foreach (var (metric, i) in report.Metrics.Select((metric, i) => (metric, i))) MetricPart.Write(html, report, metric, i + 1);
    }
}
