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
    public void Without_any_variance_a_mean_above_max_fails(double mean, GuardrailVerdict verdict) => Assert.Equal(verdict, Judge(Max, Summary(mean)).Verdict);

    [Theory]
    [InlineData(0.91, GuardrailVerdict.Pass)]
    [InlineData(0.9, GuardrailVerdict.Pass)]
    [InlineData(0.8999, GuardrailVerdict.Fail)]
    [InlineData(-3, GuardrailVerdict.Fail)]
    public void Without_any_variance_a_mean_below_min_fails(double mean, GuardrailVerdict verdict) => Assert.Equal(verdict, Judge(Min, Summary(mean)).Verdict);

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

    // At 1,000 points the interval's half-width is 3.0615 standard errors: ±0.0968 here.
    [Theory]
    [InlineData(10.1, GuardrailVerdict.Fail)]
    [InlineData(10.09, GuardrailVerdict.Inconclusive)]
    [InlineData(10, GuardrailVerdict.Inconclusive)]
    [InlineData(9.91, GuardrailVerdict.Inconclusive)]
    [InlineData(9.9, GuardrailVerdict.Pass)]
    public void A_mean_is_judged_once_its_whole_interval_lies_on_one_side(double mean, GuardrailVerdict verdict)
    {
        Assert.Equal(verdict, Judge(Max with { Max = 10 }, Summary(mean, std: 1)).Verdict);
        Assert.Equal(verdict, Judge(Min with { Min = -10 }, Summary(-mean, std: 1)).Verdict);
    }

    // The standard error of the relative difference is 0.1·√((1 + 1.1²)/500) at the bound, 0.1·√((1 + 0.9²)/500) where more is better.
    [Theory]
    [InlineData(MetricGoal.Minimize, 112.1, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Minimize, 112, GuardrailVerdict.Inconclusive)]
    [InlineData(MetricGoal.Minimize, 108, GuardrailVerdict.Inconclusive)]
    [InlineData(MetricGoal.Minimize, 107.9, GuardrailVerdict.Pass)]
    [InlineData(MetricGoal.Maximize, 88.1, GuardrailVerdict.Fail)]
    [InlineData(MetricGoal.Maximize, 88.2, GuardrailVerdict.Inconclusive)]
    [InlineData(MetricGoal.Maximize, 91.8, GuardrailVerdict.Inconclusive)]
    [InlineData(MetricGoal.Maximize, 91.9, GuardrailVerdict.Pass)]
    public void A_regression_is_judged_once_its_whole_interval_lies_on_one_side(MetricGoal goal, double candidate, GuardrailVerdict verdict) =>
        Assert.Equal(verdict, Judge(Regression, Summary(candidate, 500, std: 10), Summary(100, 500, std: 10), goal).Verdict);

    [Theory]
    [InlineData(0.08, 1000, GuardrailVerdict.Fail)]
    [InlineData(0.08, 500, GuardrailVerdict.Inconclusive)]
    [InlineData(0.05, 1_000_000, GuardrailVerdict.Inconclusive)]
    [InlineData(0.02, 100, GuardrailVerdict.Inconclusive)]
    [InlineData(0.02, 500, GuardrailVerdict.Pass)]
    [InlineData(1, 50, GuardrailVerdict.Fail)]
    [InlineData(0, 50, GuardrailVerdict.Inconclusive)]
    [InlineData(0, 100, GuardrailVerdict.Pass)]
    public void A_rate_has_the_variance_of_a_rate(double rate, long samples, GuardrailVerdict verdict) =>
        Assert.Equal(verdict, Judge(Max, Summary(rate, samples), kind: MetricKind.Proportion).Verdict);

    [Fact]
    public void No_rate_is_feared_to_lie_outside_of_zero_to_one()
    {
        Assert.Equal(GuardrailVerdict.Pass, Judge(Max with { Max = 1 }, Summary(1), kind: MetricKind.Proportion).Verdict);
        Assert.Equal(GuardrailVerdict.Pass, Judge(Min with { Min = 0 }, Summary(0), kind: MetricKind.Proportion).Verdict);
        Assert.Equal(GuardrailVerdict.Inconclusive, Judge(Max with { Max = 0 }, Summary(0), kind: MetricKind.Proportion).Verdict);
    }

    [Theory]
    [InlineData(0.2, GuardrailVerdict.Fail)]
    [InlineData(0.1, GuardrailVerdict.Inconclusive)]
    [InlineData(0, GuardrailVerdict.Pass)]
    [InlineData(-0.1, GuardrailVerdict.Inconclusive)]
    [InlineData(-0.2, GuardrailVerdict.Pass)]
    public void Against_a_baseline_of_zero_only_what_is_surely_worse_fails(double candidate, GuardrailVerdict verdict)
    {
        Assert.Equal(verdict, Judge(Regression, Summary(candidate, 500, std: 1), Summary(0, 500), MetricGoal.Minimize).Verdict);
        Assert.Equal(verdict, Judge(Regression, Summary(-candidate, 500, std: 1), Summary(0, 500), MetricGoal.Maximize).Verdict);
    }

    [Fact]
    public void Extreme_figures_have_a_verdict()
    {
        foreach (var (candidate, baseline) in ((double, double)[])[(double.MaxValue, -double.MaxValue), (double.MaxValue, double.Epsilon), (double.Epsilon, double.MaxValue)])
        {
            foreach (var std in (double[])[0, 1, double.MaxValue])
            {
                var result = Judge(Regression, Summary(candidate, std: std), Summary(baseline, std: std), MetricGoal.Minimize);

                Assert.DoesNotContain("NaN", result.Reason, StringComparison.Ordinal);
                Assert.DoesNotContain("Infinity", result.Reason, StringComparison.Ordinal);
            }
        }
    }

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
            var result = GuardrailRules.Judge(new(guardrail with { MinSamples = 1 }, MetricGoal.Minimize), null, Noon);

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

    [Fact]
    public void The_reason_says_between_which_ends_the_figure_lies_and_what_is_still_open()
    {
        Assert.Equal("error_rate 0.08 (0.05374 to 0.1063) breaks max 0.05 (1000 points).", Judge(Max, Summary(0.08), kind: MetricKind.Proportion).Reason);
        Assert.Equal("error_rate 0.08 (0.04318 to 0.1168) may still keep max 0.05 (500 points).", Judge(Max, Summary(0.08, 500), kind: MetricKind.Proportion).Reason);
        Assert.Equal("accuracy 0.92 (0.8832 to 0.9568) may still break min 0.9 (500 points).", Judge(Min, Summary(0.92, 500), kind: MetricKind.Proportion).Reason);
        Assert.Equal("m 111 is 11 % worse than the baseline's 100 (8.965 % worse to 13.04 % worse): may still keep maxRegressionPercent 10 (500 points on each side).",
            Judge(Regression, Summary(111, 500, std: 10), Summary(100, 500, std: 10), MetricGoal.Minimize).Reason);
        Assert.Equal("m 100 is no worse than the baseline's 100 (2.035 % better to 2.035 % worse): keeps maxRegressionPercent 10 (500 points on each side).",
            Judge(Regression, Summary(100, 500, std: 10), Summary(100, 500, std: 10), MetricGoal.Minimize).Reason);
        Assert.Equal("m 0.2 is 0.2 worse than the baseline's 0 (0.06309 worse to 0.3369 worse): breaks maxRegressionPercent 10 (500 points on each side).",
            Judge(Regression, Summary(0.2, 500, std: 1), Summary(0, 500), MetricGoal.Minimize).Reason);
    }

    private static GuardrailResult Judge(
        Guardrail guardrail, MetricSummary? candidate, MetricSummary? baseline = null, MetricGoal goal = MetricGoal.None, MetricKind kind = MetricKind.Mean) =>
        GuardrailRules.Judge(new(guardrail, goal, kind), new(candidate, baseline), Noon);
}
