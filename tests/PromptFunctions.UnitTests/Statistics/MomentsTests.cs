using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class MomentsTests
{
    [Fact]
    public void Nothing_has_no_figures() => Assert.Equal((0, 0, 0, 0, 0), (default(Moments).Count, default(Moments).Min, default(Moments).Mean, default(Moments).Variance, default(Moments).Std));

    [Fact]
    public void A_single_value_does_not_spread()
    {
        var moments = default(Moments).With(-2.5);

        Assert.Equal(new(1, -2.5, -2.5, -2.5, 0), moments);
        Assert.Equal(0, moments.Std);
    }

    [Fact]
    public void The_standard_deviation_is_that_of_a_sample()
    {
        var moments = Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal((8, 2, 9, 5), (moments.Count, moments.Min, moments.Max, moments.Mean));
        Assert.Equal(32.0 / 7, moments.Variance, 1e-12);
        Assert.Equal(Math.Sqrt(32.0 / 7), moments.Std, 1e-12);
    }

    [Fact]
    public void Merged_groups_have_the_moments_that_two_passes_over_all_values_find() => Sampled.Each(Shapes.Any, values =>
    {
        var cut = values.Length / 3;
        RequireSame(values, Of(values[..cut]).Merge(Of(values[cut..])));
        RequireSame(values, Of(values));
    }, times: 100);

    [Theory]
    [InlineData(1e9)]
    [InlineData(-1e9)]
    public void A_spread_far_from_zero_is_not_lost(double offset)
    {
        // Powers of two, so that the values themselves are exact.
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => offset + (i % 4 * 0.25))];
        var moments = Of(values[..1234]).Merge(Of(values[1234..]));

        Assert.Equal(offset + 0.375, moments.Mean, 1e-5);
        Assert.Equal(Math.Sqrt(10_000 * 0.078125 / 9_999), moments.Std, 1e-9);
    }

    [Fact]
    public void The_mean_of_equal_values_is_that_value()
    {
        var moments = Of(Enumerable.Repeat(0.1, 100_000));

        Assert.Equal((0.1, 0.0), (moments.Mean, moments.Std));
    }

    [Fact]
    public void Merging_with_nothing_changes_nothing()
    {
        var moments = Of([1, 2, 4]);

        Assert.Equal(moments, moments.Merge(default));
        Assert.Equal(moments, default(Moments).Merge(moments));
    }

    [Theory]
    [InlineData(new[] { double.MaxValue, -double.MaxValue })]
    [InlineData(new[] { double.MaxValue, double.MaxValue, -double.MaxValue })]
    [InlineData(new[] { -double.MaxValue, double.MaxValue, 0, 1, 1e300, -1e300 })]
    [InlineData(new[] { double.MaxValue, double.MaxValue, double.MaxValue })]
    [InlineData(new[] { double.Epsilon, -double.Epsilon, 0 })]
    [InlineData(new[] { 1e300, 2e300, 3e300 })]
    [InlineData(new[] { double.MaxValue, double.Epsilon })]
    public void Extremes_have_finite_figures_within_their_bounds(double[] values)
    {
        foreach (var moments in (Moments[])[Of(values), Of(values[1..]).Merge(Of(values[..1])), Of(values).Merge(Of(values))])
        {
            Assert.All([moments.Mean, moments.M2, moments.Variance, moments.Std], figure => Assert.True(double.IsFinite(figure)));
            Assert.InRange(moments.Mean, values.Min(), values.Max());
            Assert.True(moments.Std >= 0);
        }
    }

    [Fact]
    public void A_spread_whose_squares_outgrow_a_double_is_not_understated()
    {
        Assert.InRange(Of([1e300, 2e300, 3e300]).Std, 1e300, 2e300);
        Assert.Equal(double.MaxValue, Of([double.MaxValue, -double.MaxValue]).Std);
    }

    private static Moments Of(IEnumerable<double> values) => values.Aggregate(default(Moments), (moments, value) => moments.With(value));

    private static void RequireSame(double[] values, Moments moments)
    {
        var (mean, largest) = (values.Sum(value => value / values.Length), values.Max(Math.Abs));
        var squares = values.Sum(value => Math.Pow(value - mean, 2));

        Assert.Equal((values.Length, values.Min(), values.Max()), (moments.Count, moments.Min, moments.Max));
        Assert.Equal(mean, moments.Mean, 1e-12 * largest);
        // Where nothing spreads, two passes find the rounding of the mean.
        Assert.Equal(squares, moments.M2, (1e-9 * squares) + (1e-20 * largest * largest));
    }
}
