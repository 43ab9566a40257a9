using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>All versions of the prompt, newest first.</summary>
internal static class VersionsPart
{
    // More than these would push what follows out of sight.
    private const int Unfolded = 12;

    public static void Write(Markup html, PerformanceReport report)
    {
        html.Add($"""<section aria-labelledby="versions"><h2 id="versions">Versions</h2>""").Add($"\n");
        if (report.Versions.Count == 0) html.Add($"""<p class="note">There is none yet.</p>""");
        else if (report.Versions.Count <= Unfolded) Table.Write(html, "All versions", Columns, 3, Rows(report));
        else Table.WriteFolded(html, $"All {report.Versions.Count} versions", "All versions", Columns, 3, Rows(report));
        html.Add($"</section>\n");
    }

    private static readonly string[] Columns = ["Version", "Status", "Created (UTC)", "Points", "Tests"];

    private static IEnumerable<(string, IReadOnlyList<string>)> Rows(PerformanceReport report) =>
        report.Versions.Reverse().Select(version => (version.Version == report.Live ? "live" : version.Version == report.Comparison?.From ? "before" : "other",
            (IReadOnlyList<string>)[version.Version.ToString(), WireName.Of(version.Status), Figures.Time(version.CreatedAt), Figures.Count(version.TotalRequests), Figures.Tests(version.Tests)]));
}
