using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Statistics;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts.Guardrails;

/// <summary>Whole rollouts, looked at every 25 points until 1,000: how often chance breaks a guardrail, and how surely harm does.</summary>
public sealed class GuardrailChanceTests
{
    private const int Rollouts = 600;

    // 5 %, and three standard errors of as many rollouts.
    private static readonly double MostFalse = 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Rollouts));

    private static readonly Func<Random, double> Latency = random => 100 + (30 * Shapes.Normal(random));

    private static readonly Func<Random, double> LongTail = random => Math.Exp(Shapes.Normal(random));

    [Theory]
    [InlineData(MetricKind.Proportion, 0.05)]
    [InlineData(MetricKind.Mean, 0.05)]
    [InlineData(MetricKind.Proportion, 0.5)]
    public void A_rate_at_its_very_bound_seldom_breaks_it(MetricKind kind, double rate) =>
        Assert.InRange(Failed(new(new() { Metric = "m", Max = rate }, MetricGoal.Minimize, kind), Rate(rate), null), 0, MostFalse);

    [Fact]
    public void A_mean_at_its_very_bound_seldom_breaks_it()
    {
        Assert.InRange(Failed(new(new() { Metric = "m", Max = 100 }, MetricGoal.Minimize), Latency, null), 0, MostFalse);
        Assert.InRange(Failed(new(new() { Metric = "m", Min = 100 }, MetricGoal.Maximize), Latency, null), 0, MostFalse);
    }

    [Theory]
    [InlineData(MetricGoal.Minimize)]
    [InlineData(MetricGoal.Maximize)]
    public void Two_equal_versions_seldom_regress(MetricGoal goal)
    {
        foreach (var values in (Func<Random, double>[])[Latency, LongTail])
            Assert.InRange(Failed(new(Regression(0), goal), values, values), 0, MostFalse);
    }

    // The rates are small on purpose: candidates that by chance have nothing at all are frequent.
    [Theory]
    [InlineData(MetricGoal.Minimize, 0, MetricKind.Proportion)]
    [InlineData(MetricGoal.Maximize, 0, MetricKind.Proportion)]
    [InlineData(MetricGoal.Minimize, 50, MetricKind.Proportion)]
    [InlineData(MetricGoal.Maximize, 50, MetricKind.Proportion)]
    [InlineData(MetricGoal.Minimize, 0, MetricKind.Mean)]
    [InlineData(MetricGoal.Maximize, 0, MetricKind.Mean)]
    public void A_rate_that_is_just_as_much_worse_as_it_may_be_seldom_fails(MetricGoal goal, double percent, MetricKind kind)
    {
        var candidate = 0.05 * (1 + (percent / 100 * (goal == MetricGoal.Maximize ? -1 : 1)));

        Assert.InRange(Failed(new(Regression(percent), goal, kind), Rate(candidate), Rate(0.05)), 0, MostFalse);
    }

    [Fact]
    public void Harm_is_found()
    {
        Assert.InRange(Failed(new(new() { Metric = "m", Max = 0.05 }, MetricGoal.Minimize, MetricKind.Proportion), Rate(0.12), null), 0.99, 1);
        Assert.InRange(Failed(new(new() { Metric = "m", Min = 0.9 }, MetricGoal.Maximize, MetricKind.Proportion), Rate(0.8), null), 0.99, 1);
        Assert.InRange(Failed(new(Regression(5), MetricGoal.Minimize), random => 1.15 * Latency(random), Latency), 0.99, 1);
        Assert.InRange(Failed(new(Regression(5), MetricGoal.Maximize, MetricKind.Proportion), Rate(0.75), Rate(0.9)), 0.99, 1);
    }

    private static Guardrail Regression(double percent) => new() { Metric = "m", MaxRegressionPercent = percent };

    private static Func<Random, double> Rate(double rate) => random => random.NextDouble() < rate ? 1 : 0;

    private static double Failed(GuardrailState state, Func<Random, double> candidate, Func<Random, double>? baseline) =>
        Enumerable.Range(0, Rollouts).Count(seed => Fails(state, candidate, baseline, new(seed))) / (double)Rollouts;

    private static bool Fails(GuardrailState state, Func<Random, double> candidate, Func<Random, double>? baseline, Random random)
    {
        var (one, other) = (default(Moments), default(Moments));
        for (var points = 1; points <= 1000; points++)
        {
            one = one.With(candidate(random));
            if (baseline is not null) other = other.With(baseline(random));
            if (points % 25 == 0 && GuardrailRules.Judge(state, new(SummaryOf(one), SummaryOf(other)), Noon).Verdict == GuardrailVerdict.Fail) return true;
        }
        return false;
    }

    private static MetricSummary SummaryOf(Moments moments) => Summary(moments.Mean, moments.Count, moments.Std);
}
