using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Rollouts;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class EstimateTests
{
    [Fact]
    public void A_mean_varies_as_its_values_do()
    {
        var estimate = Estimate.Of(Deployments.Summary(12, count: 400, std: 3), MetricKind.Mean);

        Assert.Equal(new(400, 12, 3), estimate);
        Assert.Equal(0.15, estimate.StandardError, 1e-12);
    }

    [Fact]
    public void A_rate_varies_without_Bessels_correction()
    {
        var estimate = Arms.OfRate(14, 28);

        Assert.Equal((28, 0.5, 0.5), (estimate.Count, estimate.Value, estimate.Deviation));
        Assert.Equal(estimate, Estimate.Of(Deployments.Summary(0.5, count: 28, std: 0.7), MetricKind.Proportion));
        Assert.Equal(0.5 * Math.Sqrt(28.0 / 27), Estimate.Of(Arms.Rate(14, 28), MetricKind.Mean).Deviation, 1e-12);
    }

    [Theory]
    [InlineData(0, 1 / 52.0)]
    [InlineData(50, 51 / 52.0)]
    public void A_rate_of_nothing_or_all_varies_as_if_one_more_of_each_had_come(double successes, double near)
    {
        var estimate = Arms.OfRate(successes, 50);

        Assert.Equal(successes / 50, estimate.Value);
        Assert.Equal(Math.Sqrt(near * (1 - near)), estimate.Deviation, 1e-12);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    public void What_cannot_be_a_rate_counts_as_any_number(double mean) =>
        Assert.Equal(new(100, mean, 2), Estimate.Of(Deployments.Summary(mean, count: 100, std: 2), MetricKind.Proportion));

    [Fact]
    public void A_difference_rests_on_both_sides()
    {
        var difference = new Estimate(400, 12, 3).Minus(new(100, 10, 2));

        Assert.Equal((500, 2), (difference.Count, difference.Value));
        Assert.Equal(Math.Sqrt((9 / 400.0) + (4 / 100.0)), difference.StandardError, 1e-12);
    }

    /// <summary>From growthbook/growthbook@8f1db44569, packages/stats/tests/frequentist/test_tests.py.</summary>
    [Fact]
    public void A_relative_difference_is_that_of_published_tests()
    {
        RequireNear(0.70732, 0.37879, Arms.Relative(Arms.Control, Arms.Treatment));
        RequireNear(0.50336, 0.33341, Arms.Relative(Arms.ShortControl, Arms.Treatment));
        RequireNear(0.06667, 0.2717, Arms.Relative(Arms.OfRate(14, 28), Arms.OfRate(16, 30)));
    }

    [Fact]
    public void A_relative_difference_is_told_from_the_size_of_a_negative_baseline()
    {
        var difference = Arms.Relative(new(100, -10, 2), new(100, -12, 3));

        Assert.Equal(-0.2, difference.Value, 1e-12);
        Assert.Equal(Math.Sqrt((0.09 / 100) + (0.04 / 100 * 1.44)), difference.StandardError, 1e-12);
    }

    [Fact]
    public void Nothing_is_relative_to_zero() => Assert.Null(new Estimate(100, 12, 3).RelativeTo(new(100, 0, 2), 1));

    [Fact]
    public void A_unit_changes_the_value_and_its_spread_alike()
    {
        var estimate = new Estimate(100, 0.25, 0.5).Times(-100);

        Assert.Equal(new(100, -25, 50), estimate);
    }

    [Theory]
    [InlineData(1e300, 1e300, -1e-300, 1e300)]
    [InlineData(double.MaxValue, double.MaxValue, -double.MaxValue, double.MaxValue)]
    [InlineData(double.MaxValue, 0, double.Epsilon, 0)]
    [InlineData(double.Epsilon, double.Epsilon, double.Epsilon, double.Epsilon)]
    public void Extremes_have_finite_differences(double candidate, double spread, double baseline, double baselineSpread)
    {
        var (one, other) = (new Estimate(1000, candidate, spread), new Estimate(1000, baseline, baselineSpread));

        foreach (var difference in (Estimate[])[one.Minus(other), Arms.Relative(other, one), Arms.Relative(other, one).Times(100)])
            Assert.True(double.IsFinite(difference.Value) && double.IsFinite(difference.StandardError) && difference.StandardError >= 0);
    }

    private static void RequireNear(double value, double error, Estimate estimate)
    {
        Assert.Equal(value, estimate.Value, 1e-5);
        Assert.Equal(error, estimate.StandardError, 1e-5);
    }
}
