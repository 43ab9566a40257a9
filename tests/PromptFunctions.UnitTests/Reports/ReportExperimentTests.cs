using System.Xml.Linq;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using static PromptFunctions.UnitTests.Reports.SampleReports;

namespace PromptFunctions.UnitTests.Reports;

public sealed class ReportExperimentTests
{
    [Fact]
    public void The_last_look_is_that_of_the_figures()
    {
        foreach (var experiment in Rich.Experiments)
        {
            var last = experiment.Looks[^1];

            Assert.Equal(experiment.Arms.Sum(arm => arm.Subjects), last.Subjects);
            Assert.Equal(experiment.EndedAt ?? To, last.At);
            Assert.Equal(experiment.Comparisons.Select(row => (row.Difference, row.Interval?[0], row.Interval?[1])), last.Differences.Select(one => (one.Difference, one.Low, one.High)));
            Assert.Equal(experiment.Looks.Select(look => look.Subjects).Distinct().Order(), experiment.Looks.Select(look => look.Subjects));
        }
    }

    [Fact]
    public void An_experiment_without_results_has_no_look()
    {
        var nobody = Extreme.Experiments.Single(experiment => experiment.Name == "Nobody yet");

        Assert.Empty(nobody.Looks);
        Assert.Equal(ExperimentDecision.InsufficientData, nobody.Decision);
    }

    [Fact]
    public void It_is_an_event_with_its_decision_once_it_has_ended()
    {
        var (ended, active) = (ShorterInstructions.ToEvent(TimeSpan.Zero), ThreeWays.ToEvent(TimeSpan.Zero));

        Assert.Equal((ReportEventKind.Experiment, "1.3.0", "“Shorter instructions”: 1.3.0 against 1.2.0, stopped, winner: treatment"), (ended.Kind, ended.Version?.ToString(), ended.Detail));
        Assert.Equal(ShorterInstructions.EndedAt, ended.EndedAt);
        Assert.Equal((null, null, "“Three ways to say it”: 1.3.0, 1.4.0 against 1.2.0, active"), (active.Version, active.EndedAt, active.Detail));
        Assert.Null(ShorterInstructions.ToEvent(TimeSpan.FromDays(30)).EndedAt);
    }

    [Fact]
    public void The_page_leads_with_the_recommendation_and_shows_every_figure()
    {
        var part = Part(Rich, "e2");
        var tables = part.Elements("div").Where(element => Page.HasStyle(element, "scroll")).Select(Cells).ToList();

        Assert.Equal("Experiment: Shorter instructions", part.Element("h2")!.Value);
        Assert.Equal(ShorterInstructions.Recommendation, part.Elements("p").First().Value);
        Assert.Equal(["control", "1.2.0", Figures.Count(ShorterInstructions.Arms[0].Subjects), "50.0\u00a0%"], tables[0][1].Take(4));
        var row = ShorterInstructions.Comparisons.Single(row => row.Metric == "error_rate");
        Assert.Equal(
            ["error_rate", "treatment", "better", Points(row.Difference), Figures.Relative(row.RelativeDifference!.Value), Points(row.Interval![0]), Points(row.Interval[1]), Figures.PValue(row.AdjustedPValue)],
            tables[1].Single(cells => cells[0] == "error_rate"));

        static string Points(double? value) => Figures.Difference(value!.Value, MetricKind.Proportion);
    }

    [Fact]
    public void A_chart_narrows_around_the_difference_and_crosses_zero_nowhere_once_it_is_significant()
    {
        var chart = new Page(Rich).Chart("error_rate: treatment less control");
        var (band, line) = (Page.Points(Page.Styled(chart, "band").Single()), Page.Points(Page.Styled(chart, "trend").Single()));
        var zero = Page.Number(Page.Styled(chart, "zero").Single(), "y1");
        var (high, low) = (band[..line.Length], band[line.Length..].Reverse().ToArray());

        for (var i = 0; i < line.Length; i++) Assert.InRange(line[i].Y, high[i].Y, low[i].Y);
        Assert.True(low[0].Y - high[0].Y > 2 * (low[^1].Y - high[^1].Y));
        // Less is further down, and fewer errors are better.
        Assert.True(high[^1].Y > zero);
        Assert.InRange(zero, high[0].Y, low[0].Y);
        Assert.Contains("by subjects, logarithmic", chart.Parent!.Element("figcaption")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_said_is_said_and_not_drawn()
    {
        var part = Part(Extreme, "e1");

        Assert.Contains(part.Elements("p"), note => note.Value == $"constant, treatment: {Extreme.Experiments[0].Comparisons.Single(row => row.Metric == "constant").Note}");
        Assert.DoesNotContain(part.Descendants("h3"), title => title.Value.StartsWith("constant", StringComparison.Ordinal));
        Assert.Empty(Part(Extreme, "e2").Descendants("figure"));
    }

    [Fact]
    public void Of_very_many_comparisons_some_are_drawn()
    {
        var part = Part(Crowded, "e1");

        Assert.Equal(12, part.Descendants("figure").Count());
        Assert.Contains(part.Elements("p"), note => note.Value == "12 of 36 comparisons are drawn; all are in the table.");
    }

    [Fact]
    public void Hostile_names_are_text()
    {
        var part = Part(HostileTexts, "e1");

        Assert.Equal($"Experiment: {HostileTexts.Experiments[0].Name}", part.Element("h2")!.Value);
        Assert.Empty(part.Descendants("script"));
        Assert.Contains(part.Descendants("h3"), title => title.Value.StartsWith($"={Hostile}: treatment less control", StringComparison.Ordinal));
    }

    private static XElement Part(PerformanceReport report, string id) => new Page(report).Root.Descendants("section").Single(section => section.Attribute("id")?.Value == id);

    private static List<List<string>> Cells(XElement table) => [.. table.Descendants("tr").Select(row => row.Elements().Select(cell => cell.Value).ToList())];
}
