using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts.Guardrails;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts.Guardrails;

public sealed class GuardrailRulesTests
{
    private static readonly Guardrail Max = new() { Metric = "error_rate", Max = 0.05 };
    private static readonly Guardrail Min = new() { Metric = "accuracy", Min = 0.9 };
    private static readonly Guardrail Regression = new() { Metric = "m", MaxRegressionPercent = 10 };

    [Theory]
    [InlineData(0.049, GuardrailVerdict.Pass)]
    [InlineData(0.05, GuardrailVerdict.Pass)]
    [InlineData(0.0501, GuardrailVerdict.Fail)]
    [InlineData(-3, GuardrailVerdict.Pass)]
    public void A_mean_above_max_fails(double mean, GuardrailVerdict verdict) => Assert.Equal(verdict, Judge(Max, Summary(mean)).Verdict);

    [Theory]
    [InlineData(0.91, GuardrailVerdict.Pass)]
    [InlineData(0.9, GuardrailVerdict.Pass)]
    [InlineData(0.8999, GuardrailVerdict.Fail)]
    [InlineData(-3, GuardrailVerdict.Fail)]
    public void A_mean_below_min_fails(double mean, GuardrailVerdict verdict) => Assert.Equal(verdict, Judge(Min, Summary(mean)).Verdict);

    [Theory]
    [InlineData(MetricGoal.Minimize, 100, 110, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Minimize, 100, 110.1, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Minimize, 100, 1, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Maximize, 100, 90, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Maximize, 100, 89.9, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Maximize, 100, 1000, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Minimize, -100, -90, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Minimize, -100, -89.9, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Minimize, -100, -200, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Maximize, -100, -110, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Maximize, -100, -110.1, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Maximize, -100, 5, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Minimize, -100, 5, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Minimize, 0, 0, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Minimize, 0, 0.1, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Minimize, 0, -0.1, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Maximize, 0, 0.1, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Maximize, 0, -0.1, GuardrailVerdict.Fail)]
    public void A_regression_is_counted_towards_the_worse_from_the_size_of_the_baseline(MetricGoal goal, double baseline, double candidate, GuardrailVerdict verdict)
    {
        var result = Judge(Regression, Summary(candidate), Summary(baseline), goal);

        Assert.Equal((verdict, candidate, baseline), (result.Verdict, result.Value, result.Baseline));
    }

    [Theory]
    [InlineData(0, 100, GuardrailVerdict.Pass)]
    [InlineData(0, 100.1, GuardrailVerdict.Fail)]
    public void No_regression_at_all_may_be_asked_for(double most, double candidate, GuardrailVerdict verdict) =>
        Assert.Equal(verdict, Judge(Regression with { MaxRegressionPercent = most }, Summary(candidate), Summary(100), MetricGoal.Minimize).Verdict);

    [Theory]
    [InlineData(49, GuardrailVerdict.Inconclusive)]
    [InlineData(50, GuardrailVerdict.Fail)]
    public void Too_few_points_are_inconclusive(long samples, GuardrailVerdict verdict)
    {
        var result = Judge(Max, Summary(1, samples), Summary(1, 1_000_000));

        Assert.Equal((verdict, samples), (result.Verdict, result.Samples));
    }

    [Theory]
    [InlineData(49, 1000, GuardrailVerdict.Inconclusive)]
    [InlineData(1000, 49, GuardrailVerdict.Inconclusive)]
    [InlineData(50, 50, GuardrailVerdict.Fail)]
    public void Both_sides_of_a_comparison_need_their_points(long candidate, long baseline, GuardrailVerdict verdict)
    {
        var result = Judge(Regression, Summary(200, candidate), Summary(100, baseline), MetricGoal.Minimize);

        Assert.Equal((verdict, Math.Min(candidate, baseline)), (result.Verdict, result.Samples));
    }

    [Theory]
    [InlineData(false, false, null, null)]
    [InlineData(true, false, 200.0, null)]
    [InlineData(false, true, null, 100.0)]
    public void A_side_without_points_is_inconclusive_and_shows_what_there_is(bool hasCandidate, bool hasBaseline, double? value, double? baseline)
    {
        var result = Judge(Regression with { MinSamples = 1 }, hasCandidate ? Summary(200) : null, hasBaseline ? Summary(100) : null, MetricGoal.Minimize);

        Assert.Equal((GuardrailVerdict.Inconclusive, value, baseline, 0L), (result.Verdict, result.Value, result.Baseline, result.Samples));
    }

    [Fact]
    public void A_metric_that_nobody_recorded_is_inconclusive()
    {
        foreach (var guardrail in (Guardrail[])[Max, Min, Regression])
        {
            var result = GuardrailRules.Judge(guardrail with { MinSamples = 1 }, MetricGoal.Minimize, null, Noon);

            Assert.Equal((GuardrailVerdict.Inconclusive, 0L, Noon), (result.Verdict, result.Samples, result.At));
        }
    }

    [Fact]
    public void A_bound_of_its_own_needs_nothing_of_the_baseline() => Assert.Null(Judge(Max, Summary(1), Summary(2)).Baseline);

    [Fact]
    public void The_reason_says_which_figure_broke_which_bound()
    {
        Assert.Equal("error_rate 0.07 breaks max 0.05 (1000 points).", Judge(Max, Summary(0.07)).Reason);
        Assert.Equal("accuracy 0.95 keeps min 0.9 (1000 points).", Judge(Min, Summary(0.95)).Reason);
        Assert.Equal("error_rate has 3 of 50 points.", Judge(Max, Summary(1, 3)).Reason);
        Assert.Equal("m 125 is 25 % worse than the baseline's 100: breaks maxRegressionPercent 10 (1000 points on each side).",
            Judge(Regression, Summary(125), Summary(100), MetricGoal.Minimize).Reason);
        Assert.Equal("m 125 is 25 % better than the baseline's 100: keeps maxRegressionPercent 10 (1000 points on each side).",
            Judge(Regression, Summary(125), Summary(100), MetricGoal.Maximize).Reason);
    }

    private static GuardrailResult Judge(Guardrail guardrail, MetricSummary? candidate, MetricSummary? baseline = null, MetricGoal goal = MetricGoal.None) =>
        GuardrailRules.Judge(guardrail, goal, new(candidate, baseline), Noon);
}
