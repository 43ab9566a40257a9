using FsCheck.Fluent;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class ConfidenceSequenceTests
{
    private static readonly ConfidenceSequence Sequence = new(alpha: 0.05, tuning: 5000);

    /// <summary>Computed apart from this code from equation 9 of arXiv 2103.06476v7; a fixed test's width is 1.960.</summary>
    [Theory]
    [InlineData(100, 6.694, 5e-4)]
    [InlineData(1000, 3.363887725782781, 1e-9)]
    [InlineData(5000, 3.035, 5e-4)]
    [InlineData(10_000, 3.0614772188674166, 1e-9)]
    [InlineData(100_000, 3.337, 5e-4)]
    public void The_width_is_that_of_the_paper(long units, double multiplier, double tolerance) => Assert.Equal(multiplier, Sequence.Multiplier(units), tolerance);

    [Fact]
    public void Rho_follows_from_what_was_chosen_before_there_was_data()
    {
        Assert.Equal(0.03984006677137368, Sequence.Rho, 1e-12);
        Assert.Equal(0.08908509752892212, new ConfidenceSequence(0.05, 1000).Rho, 1e-12);
    }

    /// <summary>From growthbook/growthbook@8f1db44569, packages/stats/tests/frequentist/test_tests.py, with N* = 1000.</summary>
    [Fact]
    public void The_interval_of_a_relative_difference_is_that_of_a_published_test()
    {
        var relative = Arms.Relative(Arms.ShortControl, Arms.Treatment);
        var interval = new ConfidenceSequence(0.05, 1000).Around(relative);

        Assert.Equal(-0.55844, interval.Low, 1e-5);
        Assert.Equal(1.56516, interval.High, 1e-5);
        Assert.Equal(1, new ConfidenceSequence(0.05, 1000).PValue(relative));
    }

    [Fact]
    public void The_interval_of_one_side_counts_its_own_units()
    {
        var interval = Sequence.Around(new(1000, 10, 2));

        Assert.Equal(10 - (3.363887725782781 * 2 / Math.Sqrt(1000)), interval.Low, 1e-9);
        Assert.Equal(10 + (3.363887725782781 * 2 / Math.Sqrt(1000)), interval.High, 1e-9);
    }

    [Fact]
    public void The_p_value_and_the_interval_agree() => Sampled.Each(
        from units in Gen.Choose(2, 200_000)
        from errors in Gen.Choose(0, 12_000)
        select new Estimate(units, errors / 1000.0 / Math.Sqrt(units), 1),
        difference => Assert.Equal(Sequence.Around(difference).Low > 0, Sequence.PValue(difference) < 0.05),
        times: 1000);

    [Fact]
    public void The_p_value_at_the_intervals_end_is_alpha()
    {
        var units = 2000;
        var difference = new Estimate(units, Sequence.Multiplier(units) / Math.Sqrt(units), 1);

        Assert.Equal(0.05, Sequence.PValue(difference), 1e-12);
        Assert.Equal(0.05, Sequence.PValue(difference.Times(-3)), 1e-12);
    }

    [Fact]
    public void Without_any_variance_there_is_no_interval_and_no_evidence()
    {
        Assert.Equal(new Interval(7, 7), Sequence.Around(new(1000, 7, 0)));
        Assert.Equal(1, Sequence.PValue(new(1000, 7, 0)));
    }

    [Theory]
    [InlineData(1, 0, double.MaxValue)]
    [InlineData(1, double.MaxValue, 1)]
    [InlineData(2, double.MaxValue, double.MaxValue)]
    [InlineData(long.MaxValue, -double.MaxValue, double.Epsilon)]
    [InlineData(long.MaxValue, 1e-300, 1)]
    public void Extremes_have_finite_intervals(long units, double value, double deviation)
    {
        var estimate = new Estimate(units, value, deviation);
        var (low, high) = Sequence.Around(estimate);

        Assert.True(double.IsFinite(low) && double.IsFinite(high) && low <= value && value <= high);
        Assert.InRange(Sequence.PValue(estimate), 0, 1);
    }
}
