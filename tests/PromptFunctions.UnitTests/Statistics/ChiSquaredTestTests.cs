using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class ChiSquaredTestTests
{
    /// <summary>R 4.2.2: chisq.test(observed, p = shares, rescale.p = TRUE)$p.value.</summary>
    public static TheoryData<long[], double[], double> OfR => new()
    {
        { [500, 500], [0.5, 0.5], 1 },
        { [900, 100], [0.9, 0.1], 1 },
        { [520, 480], [0.5, 0.5], 0.20590321073206835 },
        { [9120, 6400], [0.6, 0.4], 0.0016555677780207992 },
        { [90_210, 9790], [0.9, 0.1], 0.026856695507524342 },
        { [51_500, 48_500], [50, 50], 2.3816001643962996e-21 },
        { [53_500, 46_500], [0.5, 0.5], 1.4249909856379893e-108 },
        { [333, 334, 333], [1, 1, 1], 0.99900049983337502 },
        { [5000, 5200, 4700], [1, 1, 1], 2.8974548265408581e-06 },
        { [35_000, 33_000, 32_000], [1, 1, 1], 3.9754497359085899e-31 },
        { [166_080, 171_000, 165_000, 160_000], [0.25, 0.25, 0.25, 0.25], 1.1192606060704374e-79 },
        { [1000, 1900, 3100, 4200, 4800], [1, 2, 3, 4, 5], 2.7105473415932628e-05 },
    };

    [Theory]
    [MemberData(nameof(OfR))]
    public void The_p_value_is_that_of_R(long[] observed, double[] shares, double p) => Assert.Equal(p, ChiSquaredTest.PValue(observed, shares), 1e-9 * p);

    [Fact]
    public void Nothing_observed_is_no_evidence()
    {
        Assert.Equal(1, ChiSquaredTest.PValue([0, 0], [1, 1]));
        Assert.Equal(1, ChiSquaredTest.PValue([], []));
    }

    [Fact]
    public void A_single_arm_has_all() => Assert.Equal(1, ChiSquaredTest.PValue([5], [0.3]));

    [Fact]
    public void An_arm_without_a_share_must_stay_empty()
    {
        Assert.Equal(0.20590321073206835, ChiSquaredTest.PValue([520, 0, 480], [1, 0, 1]), 1e-12);
        Assert.Equal(0, ChiSquaredTest.PValue([520, 1, 480], [1, 0, 1]));
    }

    [Theory]
    [InlineData(long.MaxValue, 0, 1, 1)]
    [InlineData(long.MaxValue, long.MaxValue, 1e-300, 1e300)]
    [InlineData(60_000, 40_000, 1, 1)]
    public void What_is_less_probable_than_any_double_is_impossible(long one, long other, double share, double otherShare) =>
        Assert.Equal(0, ChiSquaredTest.PValue([one, other], [share, otherShare]));
}
