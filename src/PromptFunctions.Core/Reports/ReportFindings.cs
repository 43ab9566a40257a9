using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports;

/// <summary>Says in sentences what stands out in a report.</summary>
public static class ReportFindings
{
    private const double Significance = 0.05;
    private const int Named = 3;

    /// <summary>The sentences: what got worse, what got better, what else changed, and what did not.</summary>
    public static IReadOnlyList<string> Of(PerformanceReport report)
    {
        var findings = new List<string>();
        if (report.Live is null) findings.Add("No version is live.");
        if (report.Metrics.Count == 0) findings.Add($"There are no points in {Period(report.Days)}.");
        else if (report.Live is { } live && report.Versions.FirstOrDefault(version => version.Version == live) is null or { TotalRequests: 0 })
            findings.Add($"The live version {live} has no points in {Period(report.Days)}.");
        if (report.Comparison is { } comparison) Compare(findings, comparison, report.Metrics.ToDictionary(metric => metric.Metric));
        return findings;
    }

    /// <summary>The period in words.</summary>
    public static string Period(int days) => days == 1 ? "the last day" : $"the last {Figures.Count(days)} days";

    private static void Compare(List<string> findings, ReportComparison comparison, Dictionary<string, ReportMetric> metrics)
    {
        var tested = comparison.Metrics.Where(row => row is { From: not null, To: not null, PValue: not null }).ToList();
        var versions = $"from {comparison.From} to {comparison.To}";
        foreach (var row in tested.Where(row => row.Better == "from")) findings.Add($"{row.Metric} got worse {versions}: {Change(row)}.");
        foreach (var row in tested.Where(row => row.Better == "to")) findings.Add($"{row.Metric} got better {versions}: {Change(row)}.");
        // Without a goal neither side is better, but the difference may be there.
        foreach (var row in tested.Where(row => row.Better is null && row.PValue < Significance)) findings.Add($"{row.Metric} changed {versions}: {Change(row)}.");
        var same = tested.Where(row => row.PValue >= Significance).Select(row => row.Metric).ToList();
        if (same.Count > 0) findings.Add($"No significant difference {versions} in {List(same)}.");

        string Change(MetricComparison row)
        {
            var metric = metrics.GetValueOrDefault(row.Metric) ?? new ReportMetric { Metric = row.Metric };
            return $"{Figures.WithUnit(row.From!.Mean, metric)} → {Figures.WithUnit(row.To!.Mean, metric)} ({Figures.Change(row, metric.Kind)}, p {(row.PValue < 0.001 ? "" : "= ")}{Figures.PValue(row.PValue!.Value)})";
        }
    }

    private static string List(List<string> names) => names.Count switch
    {
        1 => names[0],
        <= Named => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
        _ => $"{string.Join(", ", names.Take(Named))} and {names.Count - Named} more",
    };
}
