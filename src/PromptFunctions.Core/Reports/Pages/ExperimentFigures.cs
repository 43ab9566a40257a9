using System.Globalization;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>An experiment's figures in words and cells, the same in every format that people read.</summary>
internal static class ExperimentFigures
{
    /// <summary>Whose values a table of arms has.</summary>
    public static IReadOnlyList<string> ArmColumns(ReportExperiment experiment) =>
        ["Arm", "Version", "Subjects", "Share due", .. experiment.SuccessMetrics.Select(metric => metric.Name)];

    /// <summary>The first of them that is a number.</summary>
    public const int FirstArmNumber = 2;

    /// <summary>What a table of comparisons has.</summary>
    public static IReadOnlyList<string> ComparisonColumns { get; } = ["Metric", "Arm", "Verdict", "Difference", "Relative", "Interval from", "to", "Adjusted p"];

    /// <summary>The first of them that is a number.</summary>
    public const int FirstComparisonNumber = 3;

    /// <summary>An arm's cells: its share, and its means.</summary>
    public static string[] Arm(ReportExperiment experiment, ExperimentArmView arm) =>
    [
        arm.Name, arm.Version.ToString(), Figures.Count(arm.Subjects), Figures.Value((arm.To - arm.From) / (double)Routing.Bucket.Count, MetricKind.Proportion),
        .. experiment.SuccessMetrics.Select(metric => arm.Metrics.TryGetValue(metric.Name, out var values) ? Figures.Value(values.Mean, metric.Kind) : "–"),
    ];

    /// <summary>A comparison's cells.</summary>
    public static string[] Comparison(ReportExperiment experiment, ArmComparison row)
    {
        var kind = experiment.KindOf(row.Metric);
        return
        [
            row.Metric, row.Arm, Verdict(row), Difference(row.Difference), row.RelativeDifference is { } share ? Figures.Relative(share) : "–",
            Difference(row.Interval?[0]), Difference(row.Interval?[1]), row.Interval is null ? "–" : Figures.PValue(row.AdjustedPValue),
        ];

        string Difference(double? value) => value is { } number ? Figures.Difference(number, kind) : "–";
    }

    /// <summary>When it was, on what, and by which method.</summary>
    public static string Frame(ReportExperiment experiment)
    {
        var time = experiment.EndedAt is { } ended
            ? $"{Title(WireName.Of(experiment.Status))}: {Figures.Time(experiment.StartedAt)} – {Figures.Time(ended)} UTC"
            : $"Active since {Figures.Time(experiment.StartedAt)} UTC, until {Figures.Time(experiment.EndsAt)} UTC at the latest";
        return $"{time}. {Figures.Count(experiment.Subjects)} subjects with results. {Title(experiment.DecisionInWords)}{(experiment.Winner is { } winner ? $": {winner}" : "")}.";
    }

    /// <summary>What intervals and p-values are good for.</summary>
    public static string Method(ReportExperiment experiment)
    {
        var looks = experiment.Method == ExperimentMethod.Fixed
            ? "Fixed method: intervals and p-values are honest only at a single look at the end"
            : "Sequential method: intervals and p-values hold at all looks together";
        return $"{looks}. Differences are treatment less control; α = {experiment.Alpha.ToString("0.####", CultureInfo.InvariantCulture)} over all comparisons, by Holm’s correction.";
    }

    /// <summary>What else there is to know: why nothing can be said of a comparison, and whether the arms have their shares.</summary>
    public static IEnumerable<string> Notes(ReportExperiment experiment)
    {
        foreach (var row in experiment.Comparisons.Where(row => row.Note is not null)) yield return $"{row.Metric}, {row.Arm}: {row.Note}";
        var quarantined = experiment.SampleRatio.Quarantined is > 0 and var count ? $" {Figures.Count(count)} subjects were seen in two arms, and are left out." : "";
        if (experiment.SampleRatio.PValue is { } p) yield return $"Sample ratio: p {(p < 0.001 ? "" : "= ")}{Figures.PValue(p)}{(experiment.SampleRatio.Ok ? ", as due" : ": a mismatch")}.{quarantined}";
        else if (quarantined.Length > 0) yield return quarantined.TrimStart();
    }

    /// <summary>A verdict in words.</summary>
    public static string Verdict(ArmComparison row) => row.Verdict switch
    {
        ComparisonVerdict.Better => "better",
        ComparisonVerdict.Worse => "worse",
        _ => row.Interval is null ? "not known" : "no difference found",
    };

    private static string Title(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
