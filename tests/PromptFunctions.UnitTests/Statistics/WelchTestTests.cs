using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class WelchTestTests
{
    /// <summary>From spotify/confidence@e1f8a49, tests/frequentist/test_ttest.py; the degrees of freedom follow from the formula.</summary>
    [Fact]
    public void The_difference_of_means_is_that_of_a_published_test()
    {
        var (control, treatment) = (Arms.OfSums(24, 80, 10), Arms.OfSums(330, 1010, 150));

        Assert.Equal(9.940877762284563, WelchTest.Freedom(control, treatment), 1e-9);
        Assert.Equal(0.704021, WelchTest.TwoSided(control, treatment), 1e-3);
    }

    /// <summary>From growthbook/growthbook@8f1db44569, packages/stats/tests/frequentist/test_tests.py: t of the relative difference, ν of the absolute one.</summary>
    [Fact]
    public void The_relative_difference_is_that_of_published_tests()
    {
        Assert.Equal(0.06191, OfRelative(Arms.Control, Arms.Treatment), 1e-5);
        Assert.Equal(5841.7420, WelchTest.Freedom(Arms.Control, Arms.Treatment), 1e-3);
        Assert.Equal(0.80707, OfRelative(Arms.OfRate(14, 28), Arms.OfRate(16, 30)), 1e-5);
    }

    /// <summary>The two-sided critical values of printed t tables.</summary>
    [Theory]
    [InlineData(12.706, 1, 0.05)]
    [InlineData(2.228, 10, 0.05)]
    [InlineData(3.169, 10, 0.01)]
    [InlineData(1.984, 100, 0.05)]
    [InlineData(1.960, 1e9, 0.05)]
    [InlineData(2.576, 1e18, 0.01)]
    public void The_tails_are_those_of_the_tables(double t, double freedom, double p)
    {
        Assert.Equal(p, WelchTest.Tails(t, freedom), 3e-5);
        Assert.Equal(p, WelchTest.Tails(-t, freedom), 3e-5);
    }

    [Fact]
    public void Either_side_may_come_first() => Assert.Equal(WelchTest.TwoSided(Arms.Control, Arms.Treatment), WelchTest.TwoSided(Arms.Treatment, Arms.Control));

    [Fact]
    public void No_difference_is_no_evidence() => Assert.Equal(1, WelchTest.TwoSided(Arms.Control, Arms.Control));

    [Fact]
    public void Nothing_against_all_is_evidence() => Assert.InRange(WelchTest.TwoSided(Arms.OfRate(0, 50), Arms.OfRate(50, 50)), 0, 1e-20);

    [Theory]
    [InlineData(1, 100, 3, 3)]
    [InlineData(100, 1, 3, 3)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 100, 0, 0)]
    public void Without_enough_values_or_any_variance_there_is_no_evidence(long few, long other, double spread, double otherSpread) =>
        Assert.Equal(1, WelchTest.TwoSided(new(few, 5, spread), new(other, 9, otherSpread)));

    [Theory]
    [InlineData(0, 1e-300)]
    [InlineData(1e-300, 1e-320)]
    [InlineData(double.MaxValue, double.MaxValue)]
    [InlineData(1e-320, double.MaxValue)]
    public void Extremes_have_a_p_value(double spread, double otherSpread)
    {
        foreach (var mean in (double[])[0, 1e-310, 5, double.MaxValue, -double.MaxValue])
            Assert.InRange(WelchTest.TwoSided(new(long.MaxValue / 4, 5, spread), new(2, mean, otherSpread)), 0, 1);
    }

    private static double OfRelative(Estimate control, Estimate treatment)
    {
        var relative = Arms.Relative(control, treatment);
        return WelchTest.Tails(relative.Value / relative.StandardError, WelchTest.Freedom(control, treatment));
    }
}
