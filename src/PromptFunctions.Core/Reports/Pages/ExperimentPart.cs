using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Charts;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>One experiment: what to do now, the figures of its arms and of their differences, and how these came to be known.</summary>
internal static class ExperimentPart
{
    /// <summary>How many comparisons are drawn at the most.</summary>
    public const int MostCharts = 12;

    public static void Write(Markup html, ReportExperiment experiment, int number)
    {
        html.Add($"""<section class="trial" id="e{number}" aria-labelledby="e{number}-name"><h2 id="e{number}-name">Experiment: <bdi>{experiment.Name}</bdi></h2>""");
        html.Add($"""<p class="recommendation" dir="auto">{experiment.Recommendation}</p><p class="goal" dir="auto">{ExperimentFigures.Frame(experiment)}</p>""").Add($"\n");
        Table.Write(html, $"{experiment.Name}: arms", ExperimentFigures.ArmColumns(experiment), ExperimentFigures.FirstArmNumber,
            experiment.Arms.Select(arm => (arm.Name == experiment.Winner ? "won" : "arm", (IReadOnlyList<string>)ExperimentFigures.Arm(experiment, arm))));
        Table.Write(html, $"{experiment.Name}: comparisons", ExperimentFigures.ComparisonColumns, ExperimentFigures.FirstComparisonNumber,
            experiment.Comparisons.Select(row => (Style(row.Verdict), (IReadOnlyList<string>)ExperimentFigures.Comparison(experiment, row))));
        foreach (var note in ExperimentFigures.Notes(experiment).Append(ExperimentFigures.Method(experiment))) html.Add($"""<p class="note" dir="auto">{note}</p>""");
        Charts(html, experiment, number);
        html.Add($"</section>\n");
    }

    private static void Charts(Markup html, ReportExperiment experiment, int number)
    {
        var drawn = experiment.Comparisons.Select(row => (Row: row, Looks: KnownDifference.Of(experiment, row))).Where(each => each.Looks.Count > 0).ToList();
        if (drawn.Count == 0) return;
        html.Add($"""<div class="pair">""").Add($"\n");
        foreach (var (row, looks, i) in drawn.Take(MostCharts).Select((each, i) => (each.Row, each.Looks, i))) Chart(html, experiment, row, looks, $"e{number}-{i + 1}");
        html.Add($"</div>\n");
        if (drawn.Count > MostCharts) html.Add($"""<p class="note">{MostCharts} of {drawn.Count} comparisons are drawn; all are in the table.</p>""");
    }

    private static void Chart(Markup html, ReportExperiment experiment, ArmComparison row, IReadOnlyList<KnownDifference> looks, string id)
    {
        var unit = experiment.KindOf(row.Metric) == MetricKind.Proportion ? "in percentage points, " : "";
        var scale = DifferenceChart.IsLogarithmic(looks) ? ", logarithmic" : "";
        ChartFigure.Begin(html, $"{row.Metric}: {row.Arm} less {experiment.Arms[0].Name}", $"{unit}by subjects{scale}");
        var last = looks[^1];
        var text = new ChartText(id, $"{row.Metric}: {row.Arm} less {experiment.Arms[0].Name}, by subjects",
            $"At {Figures.Count(last.Subjects)} subjects the difference is {Figures.Number(last.Difference)}, between {Figures.Number(last.Low)} and {Figures.Number(last.High)}. All figures are in the table beneath.");
        foreach (var size in ChartSize.All) html.Add(DifferenceChart.Draw(looks, size, text));
        Table.WriteFolded(html, "Figures by look", $"{row.Metric}, {row.Arm}: figures by look", ["Look (UTC)", "Subjects", "Difference", "Interval from", "to"], 1,
            looks.Reverse().Select(look => ("look", (IReadOnlyList<string>)[
                Figures.Time(look.At), Figures.Count(look.Subjects), Figures.Number(look.Difference), Figures.Number(look.Low), Figures.Number(look.High)])));
        ChartFigure.End(html);
    }

    private static string Style(ComparisonVerdict verdict) => verdict.ToString().ToLowerInvariant();
}
