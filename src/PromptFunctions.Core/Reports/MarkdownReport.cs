using System.Text;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports;

/// <summary>Renders a report as GitHub Flavored Markdown: for a pull request, a wiki or a chat.</summary>
public static class MarkdownReport
{
    /// <summary>The document.</summary>
    public static string Render(PerformanceReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {Escape(report.Prompt)}: performance of {ReportFindings.Period(report.Days)}");
        if (!string.IsNullOrWhiteSpace(report.Description)) Line(text, Escape(report.Description));
        var since = report.LiveSince is { } at ? $", since {Figures.Time(at)} UTC" : "";
        var points = Figures.Count(report.Versions.Sum(version => version.TotalRequests));
        Line(text, $"**Live:** {report.Live?.ToString() ?? "none"}{(report.Live is null ? "" : since)} · **Points:** {points} · **Period:** {Figures.Date(report.From)} – {Figures.Date(report.To)}, UTC");
        if (report.Findings.Count > 0) Line(text, string.Join('\n', report.Findings.Select(finding => $"- {Escape(finding)}")));
        if (report.Comparison is { Metrics.Count: > 0 } comparison) Compare(text, report, comparison);
        foreach (var experiment in report.Experiments) Experiment(text, experiment);
        foreach (var metric in report.Metrics) Metric(text, report, metric);
        if (report.Events.Count > 0)
        {
            Line(text, "## Rollouts and experiments");
            Table(text, ["What", "When (UTC)", "Detail"], 3, report.Events.Select(happened => (string[])[EventsPart.Name(happened), EventsPart.When(report, happened), happened.Detail]));
        }
        if (report.Versions.Count > 0)
        {
            Line(text, "## Versions");
            Table(text, ["Version", "Status", "Created (UTC)", "Points", "Tests"], 3, report.Versions.Reverse().Select(version =>
                (string[])[version.Version.ToString(), WireName.Of(version.Status), Figures.Time(version.CreatedAt), Figures.Count(version.TotalRequests), Figures.Tests(version.Tests)]));
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>A text that stays text, on one line, wherever in the document it stands.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        var line = string.Join(' ', text.Split((char[]?)['\r', '\n', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries)).Trim();
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '&') safe.Append("&amp;");
            else if (c == '<') safe.Append("&lt;");
            else if (c == '>') safe.Append("&gt;");
            else if ("\\`*[]|~$".Contains(c, StringComparison.Ordinal) || (c == '_' && !IsInside(line, i)) || (i == 0 && "#+-=".Contains(c, StringComparison.Ordinal))) safe.Append('\\').Append(c);
            else safe.Append(char.IsControl(c) ? '\ufffd' : c);
        }
        return safe.ToString();
    }

    private static void Compare(StringBuilder text, PerformanceReport report, ReportComparison comparison)
    {
        Line(text, $"## {comparison.To} beside {comparison.From}");
        var metrics = report.Metrics.ToDictionary(metric => metric.Metric);
        Table(text, ["Metric", comparison.From.ToString(), comparison.To.ToString(), "Change", "p-value", "Better"], 1, comparison.Metrics.Select(row =>
        {
            var metric = metrics.GetValueOrDefault(row.Metric) ?? new ReportMetric { Metric = row.Metric };
            return (string[])
            [
                row.Metric, Mean(row.From), Mean(row.To), Figures.Change(row, metric.Kind),
                row.PValue is { } p ? Figures.PValue(p) : "–", row.Better switch { "from" => comparison.From.ToString(), "to" => comparison.To.ToString(), _ => "–" },
            ];

            string Mean(MetricSummary? summary) => summary is null ? "–" : Figures.WithUnit(summary.Mean, metric);
        }));
    }

    private static void Experiment(StringBuilder text, ReportExperiment experiment)
    {
        Line(text, $"## Experiment: {Escape(experiment.Name)}");
        Line(text, $"**{Escape(experiment.Recommendation)}**");
        Line(text, Escape(ExperimentFigures.Frame(experiment)));
        Table(text, ExperimentFigures.ArmColumns(experiment), ExperimentFigures.FirstArmNumber, experiment.Arms.Select(arm => ExperimentFigures.Arm(experiment, arm)));
        Table(text, ExperimentFigures.ComparisonColumns, ExperimentFigures.FirstComparisonNumber, experiment.Comparisons.Select(row => ExperimentFigures.Comparison(experiment, row)));
        Line(text, string.Join('\n', ExperimentFigures.Notes(experiment).Append(ExperimentFigures.Method(experiment)).Select(note => $"- {Escape(note)}")));
    }

    private static void Metric(StringBuilder text, PerformanceReport report, ReportMetric metric)
    {
        Line(text, $"## {Escape(metric.Metric)}");
        Line(text, $"{MetricPart.Goal(metric.Goal)}{(string.IsNullOrWhiteSpace(metric.Unit) ? "" : $", in {Escape(metric.Unit)}")}.");
        string Value(double? value) => value is { } number ? Figures.Value(number, metric.Kind) : "–";
        if (metric.Kind == MetricKind.Proportion)
            Table(text, ["Version", "Points", "Rate"], 1, metric.Distributions.Reverse().Select(one => (string[])[one.Version.ToString(), Figures.Count(one.Count), Value(one.Mean)]));
        else
            Table(text, ["Version", "Points", "Mean", "Std", "Min", "P25", "Median", "P75", "P95", "P99", "Max"], 1, metric.Distributions.Reverse().Select(one =>
                (string[])[one.Version.ToString(), Figures.Count(one.Count), .. new double?[] { one.Mean, one.Std, one.Min, one.P25, one.Median, one.P75, one.P95, one.P99, one.Max }.Select(Value)]));
        Table(text, [report.Interval == ReportInterval.Hour ? "From (UTC)" : "Day (UTC)", "Points", "Mean", "95 % from", "to"], 1, metric.Trend.Reverse().Select(point =>
            (string[])[Figures.Interval(point.At, report.Interval), Figures.Count(point.Count), Value(point.Value), Value(point.Low), Value(point.High)]));
    }

    /// <summary>A table, of which the columns from a given one on are numbers.</summary>
    private static void Table(StringBuilder text, IReadOnlyList<string> columns, int numbers, IEnumerable<string[]> rows)
    {
        var lines = rows.Select(Cells).ToList();
        if (lines.Count == 0) return;
        Line(text, string.Join('\n', [Cells(columns), $"|{string.Concat(columns.Select((_, i) => i < numbers ? " --- |" : " ---: |"))}", .. lines]));

        static string Cells(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";
    }

    // Inside a word an underscore means nothing, and names read better without the backslash.
    private static bool IsInside(string text, int at) => at > 0 && at < text.Length - 1 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");
}
