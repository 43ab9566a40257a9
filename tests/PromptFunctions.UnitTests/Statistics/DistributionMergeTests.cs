using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class DistributionMergeTests
{
    private static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue - 1);

    [Fact]
    public void Any_order_and_grouping_gives_the_same_quantiles() => Sampled.Each(
        from values in Gen.OneOf(Shapes.Any, Shapes.Endless)
        from seed in Seeds
        select (values, seed),
        input => RequireSame(Shapes.Of(input.values), Merged(input.values, new System.Random(input.seed))),
        times: 200);

    [Fact]
    public void What_is_merged_stays_as_it_was() => Sampled.Each(
        from one in Gen.OneOf(Shapes.Any, Shapes.Endless)
        from other in Gen.OneOf(Shapes.Any, Shapes.Endless)
        select (one, other),
        input =>
        {
            var (one, other) = (Shapes.Of(input.one), Shapes.Of(input.other));
            one.Merge(other);
            one.Add(1);

            RequireSame(Shapes.Of(input.other), other);
            Assert.Equal(Shapes.Of(input.other).Moments, other.Moments);
        },
        times: 100);

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(5000)]
    public void Merged_with_itself_every_value_counts_twice(int count)
    {
        var values = Shapes.Draw("mixed", count);
        var distribution = Shapes.Of(values);
        distribution.Merge(distribution);

        RequireSame(Shapes.Of([.. values, .. values]), distribution);
    }

    [Fact]
    public void Merging_with_nothing_changes_nothing()
    {
        foreach (var values in (double[][])[[], [1], Shapes.Draw("mixed", 1000)])
        {
            var (left, right) = (Shapes.Of(values), new Distribution());
            left.Merge(new());
            right.Merge(Shapes.Of(values));

            RequireSame(Shapes.Of(values), left);
            RequireSame(Shapes.Of(values), right);
        }
    }

    /// <summary>Groups of random values, merged with each other at random until one is left.</summary>
    private static Distribution Merged(double[] values, System.Random random)
    {
        var shuffled = values.ToArray();
        random.Shuffle(shuffled);
        var groups = new List<Distribution> { new() };
        foreach (var value in shuffled)
        {
            if (random.Next(50) == 0) groups.Add(new());
            groups[random.Next(groups.Count)].Add(value);
        }
        while (groups.Count > 1)
        {
            var from = random.Next(groups.Count);
            var into = (from + 1 + random.Next(groups.Count - 1)) % groups.Count;
            groups[into].Merge(groups[from]);
            groups.RemoveAt(from);
        }
        return groups[0];
    }

    private static void RequireSame(Distribution expected, Distribution actual)
    {
        Assert.Equal((expected.Count, expected.Min, expected.Max, expected.IsCollapsed), (actual.Count, actual.Min, actual.Max, actual.IsCollapsed));
        Assert.Equal(expected.Bins(), actual.Bins());
        if (expected.Count == 0) return;
        for (var i = 0; i <= 100; i++) Assert.Equal(expected.Quantile(i / 100.0), actual.Quantile(i / 100.0));
        Assert.Equal(expected.Mean, actual.Mean, 1e-9 * Math.Max(Math.Abs(expected.Min), Math.Abs(expected.Max)));
    }
}
