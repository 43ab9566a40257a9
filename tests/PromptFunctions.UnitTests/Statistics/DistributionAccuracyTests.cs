using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class DistributionAccuracyTests
{
    [Fact]
    public void Percentiles_of_any_shape_and_number_are_within_one_percent() => Sampled.Each(Shapes.Any, values => RequireNear(values, Shapes.Of(values)), times: 150);

    [Theory]
    [MemberData(nameof(Shapes.Names), MemberType = typeof(Shapes))]
    public void Percentiles_of_a_million_values_are_within_one_percent(string shape)
    {
        var values = Shapes.Draw(shape, 1_000_000);

        RequireNear(values, Shapes.Of(values));
    }

    [Fact]
    public void Percentiles_of_ten_million_values_that_came_in_hours_are_within_one_percent()
    {
        var values = Shapes.Draw("log-normal", 10_000_000);
        var total = new Distribution();
        foreach (var hour in values.Chunk(100_000)) total.Merge(Shapes.Of(hour));

        Assert.False(total.IsCollapsed);
        RequireNear(values, total);
    }

    /// <summary>Each quantile is near a value between its two neighbours in order.</summary>
    private static void RequireNear(double[] values, Distribution distribution)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        for (var i = 1; i <= 999; i++)
        {
            var q = i / 1000.0;
            var rank = q * (sorted.Length - 1);
            var (below, above) = (sorted[(int)Math.Floor(rank)], sorted[(int)Math.Ceiling(rank)]);
            // The last digits are the logarithm's.
            Assert.InRange(distribution.Quantile(q), below - (0.010000001 * Math.Abs(below)), above + (0.010000001 * Math.Abs(above)));
        }
    }
}
