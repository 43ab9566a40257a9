using System.Buffers;
using System.Globalization;
using System.Text;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports;

/// <summary>
/// Renders a report as one table (RFC 4180): a <c>version</c> row for each version and metric, a <c>trend</c> row for each
/// interval and metric, a <c>tests</c> row for each version that was tested, an <c>event</c> row for each event; for each experiment an <c>experiment</c> row, an <c>arm</c> row for
/// each arm and metric, a <c>comparison</c> row for each comparison with its difference as mean, low and high, and a <c>look</c>
/// row for what was known of each at each look. Numbers and times are written in full.
/// </summary>
public static class CsvReport
{
    private const string Formula = "=+-@\t\r\n＝＋－＠";
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n");

    private static readonly string[] Columns =
    [
        "row", "prompt", "metric", "goal", "kind", "unit", "version", "status", "at", "endedAt",
        "count", "mean", "low", "high", "std", "min", "p25", "median", "p75", "p95", "p99", "max", "detail",
        "experiment", "arm", "subjects", "adjustedPValue",
    ];

    /// <summary>The table, its first row naming the columns.</summary>
    public static string Render(PerformanceReport report)
    {
        var csv = new StringBuilder();
        Row(csv, Columns);
        var metrics = report.Metrics.ToDictionary(metric => metric.Metric);
        foreach (var version in report.Versions)
            foreach (var (name, summary) in version.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
                Row(csv, ["version", .. Metric(report, name, metrics.GetValueOrDefault(name)), version.Version.ToString(), WireName.Of(version.Status), Time(version.CreatedAt), "", .. Summary(summary), ""]);
        foreach (var version in report.Versions)
            if (version.Tests is { } tests)
                Row(csv, ["tests", Text(report.Prompt), "", "", "", "", version.Version.ToString(), WireName.Of(version.Status), Time(tests.At), "", Whole(tests.Passed + tests.Failed), .. Nothing(11), Text($"{Figures.Tests(tests)}{(tests.Failed == 0 ? "" : $": {string.Join(' ', tests.FailedTests)}")}")]);
        foreach (var metric in report.Metrics)
            foreach (var point in metric.Trend)
                Row(csv, ["trend", .. Metric(report, metric.Metric, metric), "", "", Time(point.At), "", Whole(point.Count), Number(point.Value), Number(point.Low), Number(point.High), .. Nothing(8), ""]);
        foreach (var happened in report.Events)
            Row(csv, ["event", Text(report.Prompt), "", "", WireName.Of(happened.Kind), "", happened.Version?.ToString() ?? "", "", Time(happened.At), Time(happened.EndedAt), .. Nothing(12), Text(happened.Detail)]);
        foreach (var experiment in report.Experiments) Experiment(csv, report, experiment);
        return csv.ToString();
    }

    private static void Experiment(StringBuilder csv, PerformanceReport report, ReportExperiment experiment)
    {
        string[] times = [Time(experiment.StartedAt), Time(experiment.EndedAt)];
        var versions = experiment.Arms.ToDictionary(arm => arm.Name, arm => arm.Version.ToString());
        Row(csv, ["experiment", Text(report.Prompt), "", "", WireName.Of(experiment.Decision), "", "", WireName.Of(experiment.Status), .. times, .. Nothing(12),
            Text($"{experiment.Name}: {experiment.Recommendation}"), experiment.Id, Text(experiment.Winner ?? ""), Whole(experiment.Subjects)]);
        foreach (var arm in experiment.Arms)
            foreach (var (name, values) in arm.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
                Row(csv, ["arm", .. Metric(name), versions[arm.Name], "", .. times, Whole(values.Count), Number(values.Mean), "", "", Number(values.Std), Number(values.Min), .. Nothing(5), Number(values.Max), "", experiment.Id, Text(arm.Name), Whole(values.Subjects)]);
        foreach (var row in experiment.Comparisons)
            Row(csv, ["comparison", .. Metric(row.Metric), versions[row.Arm], WireName.Of(row.Verdict), .. times, "", Number(row.Difference), Number(row.Interval?[0]), Number(row.Interval?[1]), .. Nothing(8), Text(row.Note ?? ""), experiment.Id, Text(row.Arm), "", Number(row.AdjustedPValue)]);
        foreach (var look in experiment.Looks)
            foreach (var one in look.Differences)
                Row(csv, ["look", .. Metric(one.Metric), versions[one.Arm], "", Time(look.At), "", "", Number(one.Difference), Number(one.Low), Number(one.High), .. Nothing(8), "", experiment.Id, Text(one.Arm), Whole(look.Subjects)]);

        string[] Metric(string name)
        {
            var known = report.Metrics.FirstOrDefault(metric => metric.Metric == name);
            // As the prompt defined it when the experiment began.
            var success = experiment.SuccessMetrics.FirstOrDefault(metric => metric.Name == name);
            return CsvReport.Metric(report, name, success is null ? known : new() { Metric = name, Goal = success.Goal, Kind = success.Kind, Unit = known?.Unit });
        }
    }

    /// <summary>
    /// A text as a cell. What a spreadsheet would take for a formula gets an apostrophe in front, which makes it a text there
    /// (OWASP, "CSV Injection").
    /// </summary>
    public static string Text(string text)
    {
        var start = text.TrimStart(' ', '\u00a0', '\u3000');
        // East Asian spreadsheets take the full-width signs for the same.
        var safe = start.Length > 0 && Formula.Contains(start[0], StringComparison.Ordinal) ? $"'{text}" : text;
        // A semicolon separates cells where the comma is the decimal point, so it must not stand free either.
        return safe.AsSpan().ContainsAny(Quoted) || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string[] Metric(PerformanceReport report, string name, ReportMetric? metric) =>
    [
        Text(report.Prompt), Text(name), WireName.Of(metric?.Goal ?? MetricGoal.None), WireName.Of(metric?.Kind ?? MetricKind.Mean), Text(metric?.Unit ?? ""),
    ];

    private static string[] Summary(MetricSummary summary) =>
    [
        Whole(summary.Count), Number(summary.Mean), "", "", Number(summary.Std), Number(summary.Min), Number(summary.P25),
        Number(summary.Median), Number(summary.P75), Number(summary.P95), Number(summary.P99), Number(summary.Max),
    ];

    private static IEnumerable<string> Nothing(int cells) => Enumerable.Repeat("", cells);

    private static string Whole(long count) => count.ToString(CultureInfo.InvariantCulture);

    // Not a text: a negative number begins with a minus and has to stay a number.
    private static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTimeOffset? time) => time is { } at ? UtcTimeConverter.Format(at) : "";

    private static void Row(StringBuilder csv, string[] cells) => csv.AppendJoin(',', cells.Concat(Nothing(Columns.Length - cells.Length))).Append("\r\n");
}
