using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

[Collection(ShortTime.Collection)]
public sealed class DistributionTests
{
    [Theory]
    [InlineData(new double[] { 7 }, 0.99, 7)]
    [InlineData(new double[] { 1, 2, 3, 4 }, 0.25, 1.75)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 0.5, 2.5)]
    [InlineData(new double[] { 1, 2, 3, 4 }, 0.75, 3.25)]
    [InlineData(new double[] { 15, 20, 35, 40, 50 }, 0.4, 29)]
    [InlineData(new double[] { -10, 0, 10 }, 0.25, -5)]
    [InlineData(new double[] { -10, 0, 10 }, 0, -10)]
    [InlineData(new double[] { -10, 0, 10 }, 1, 10)]
    [InlineData(new double[] { -double.MaxValue, double.MaxValue }, 0.5, 0)]
    public void Few_values_are_answered_as_type_7_has_it(double[] values, double q, double quantile) => Assert.Equal(quantile, Shapes.Of(values).Quantile(q), 1e-12);

    [Fact]
    public void Sixty_four_values_are_exact_and_one_more_is_near()
    {
        var distribution = Shapes.Of(Enumerable.Range(1, 64).Select(value => (double)value));

        Assert.Equal(32.5, distribution.Quantile(0.5));
        Assert.Equal(64, distribution.Bins().Count());
        distribution.Add(65);
        Assert.Equal((65, 1, 65, 33), (distribution.Count, distribution.Min, distribution.Max, distribution.Mean));
        Assert.Equal(Math.Sqrt(65 * 66 / 12.0), distribution.Std, 1e-9);
        Assert.NotEqual(33, distribution.Quantile(0.5));
        Assert.Equal(33, distribution.Quantile(0.5), 0.33);
    }

    [Fact]
    public void The_median_of_many_values_that_differ_lies_between_the_two_in_the_middle()
    {
        var distribution = Shapes.Of(Enumerable.Range(0, 1000).Select(i => i < 500 ? 0.0 : 1.0));

        Assert.Equal(0.5, distribution.Quantile(0.5), 0.005);
        Assert.Equal((0, 1), (distribution.Quantile(0.49), distribution.Quantile(1)));
    }

    [Fact]
    public void The_extremes_of_many_values_are_exact()
    {
        var values = Shapes.Draw("mixed", 10_000);
        var distribution = Shapes.Of(values);

        Assert.Equal((values.Min(), values.Max()), (distribution.Quantile(0), distribution.Quantile(1)));
    }

    [Fact]
    public void A_larger_share_never_has_a_smaller_quantile() => Sampled.Each(Shapes.Any, values =>
    {
        var distribution = Shapes.Of(values);
        var quantiles = Enumerable.Range(0, 1001).Select(i => distribution.Quantile(i / 1000.0)).ToList();

        Assert.Equal(quantiles.Order(), quantiles);
        Assert.Equal((values.Min(), values.Max()), (quantiles[0], quantiles[^1]));
    }, times: 100);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_refused_and_changes_nothing(double value)
    {
        foreach (var distribution in (Distribution[])[new(), Shapes.Of(Shapes.Draw("uniform", 100))])
        {
            var count = distribution.Count;
            Assert.Throws<ArgumentOutOfRangeException>(() => distribution.Add(value));
            Assert.Equal(count, distribution.Count);
        }
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void A_share_is_from_zero_to_one(double q) => Assert.Throws<ArgumentOutOfRangeException>(() => Shapes.Of([1, 2]).Quantile(q));

    [Fact]
    public void Nothing_has_no_quantiles()
    {
        Assert.Throws<InvalidOperationException>(() => new Distribution().Quantile(0.5));
        Assert.Empty(new Distribution().Bins());
        Assert.Equal((0, 0, 0, 0, 0), (new Distribution().Count, new Distribution().Min, new Distribution().Max, new Distribution().Mean, new Distribution().Std));
    }

    [Fact]
    public void The_bins_hold_all_values_in_order() => Sampled.Each(Shapes.Any, values =>
    {
        var distribution = Shapes.Of(values);
        var bins = distribution.Bins().ToList();

        Assert.Equal(values.Length, bins.Sum(bin => bin.Count));
        Assert.Equal((values.Min(), values.Max()), (bins[0].From, bins[^1].To));
        Assert.Equal(bins.SelectMany(bin => (double[])[bin.From, bin.To]).Order(), bins.SelectMany(bin => (double[])[bin.From, bin.To]));
        // A value at a bin's very edge may be counted beside it.
        Assert.All(bins, bin => Assert.InRange(values.Count(value => value >= Down(bin.From) && value <= Up(bin.To)), bin.Count, values.Length));
    }, times: 100);

    [Fact]
    public void Magnitudes_beyond_all_bins_count_into_the_lowest_and_it_is_said()
    {
        var distribution = Shapes.Of(Enumerable.Range(-150, 301).SelectMany(exponent => (double[])[Math.Pow(10, exponent), -Math.Pow(10, exponent)]));

        Assert.True(distribution.IsCollapsed);
        Assert.Equal(1e150, distribution.Quantile(1));
        Assert.Equal(1e149, distribution.Quantile(600 / 601.0), 1e147);
        Assert.Equal(-1e149, distribution.Quantile(1 / 601.0), 1e147);
        // The rest lies around zero, seen from there.
        Assert.InRange(distribution.Quantile(0.5), -1e133, 1e133);
        Assert.Contains(distribution.Bins(), bin => bin.From == 0 && bin.Count > 200);
        Assert.Contains(distribution.Bins(), bin => bin.To == 0 && bin.Count > 200);
    }

    [Theory]
    [InlineData(1e-8, 1e8, false)]
    [InlineData(1e-9, 1e9, true)]
    public void Up_to_a_factor_of_ten_to_the_seventeen_nothing_collapses(double least, double most, bool isCollapsed) =>
        Assert.Equal(isCollapsed, Shapes.Of(Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? least : most)).IsCollapsed);

    [Fact]
    public void Every_double_is_counted_in_short_time()
    {
        static IEnumerable<double> Rising()
        {
            for (var value = double.Epsilon * 64; value < 1e308; value *= 1.015) yield return value;
        }

        ShortTime.Require(() =>
        {
            var (rising, falling) = (Shapes.Of(Rising()), Shapes.Of(Rising().Reverse()));
            Assert.Equal(rising.Bins(), falling.Bins());
            Assert.True(rising.IsCollapsed && falling.IsCollapsed);
        });
    }

    [Fact]
    public void A_single_value_takes_little_memory()
    {
        static Distribution[] Many() => [.. Enumerable.Range(0, 1000).Select(value => Shapes.Of([value]))];

        Many();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var many = Many();
        var used = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(used / many.Length, 1, 300);
    }

    private static double Down(double edge) => edge - (1e-9 * Math.Abs(edge));

    private static double Up(double edge) => edge + (1e-9 * Math.Abs(edge));
}
