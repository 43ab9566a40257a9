namespace PromptFunctions.Core.Reports.Pages;

/// <summary>The page's head: what is live, since when, and on how much the report stands.</summary>
internal static class HeaderPart
{
    public static void Write(Markup html, PerformanceReport report)
    {
        html.Add($"""<header><p class="eyebrow">Performance report · <bdi>{report.Type}</bdi></p>""");
        html.Add($"""<h1 dir="auto">{report.Prompt}</h1>""");
        if (!string.IsNullOrWhiteSpace(report.Description)) html.Add($"""<p class="lead" dir="auto">{report.Description}</p>""");
        html.Add($"""<dl class="facts">""");
        if (report.Live is { } live) Fact(html, "Live version", live.ToString(), report.LiveSince is { } since ? $"since {Figures.Time(since)} UTC" : "", "live");
        else Fact(html, "Live version", "None", "nothing is served without a label or a version");
        var points = report.Versions.Sum(version => version.TotalRequests);
        var measured = report.Versions.Count(version => version.TotalRequests > 0);
        Fact(html, "Points", Figures.Count(points), points == 0 ? "nothing was recorded" : $"in {measured} of {Plural(report.Versions.Count, "version")}, for {Plural(report.Metrics.Count, "metric")}");
        Fact(html, "Period", Plural(report.Days, "day"), $"{Figures.Date(report.From)} – {Figures.Date(report.To)}, UTC");
        html.Add($"</dl></header>\n");
    }

    private static void Fact(Markup html, string name, string value, string more, string style = "fact") =>
        html.Add($"""<div><dt>{name}</dt><dd class="{style}">{value}<small>{more}</small></dd></div>""");

    private static string Plural(int count, string noun) => $"{Figures.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
