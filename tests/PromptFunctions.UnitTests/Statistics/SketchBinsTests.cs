using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class SketchBinsTests
{
    /// <summary>Keys close together, far apart, and about as far apart as there are bins.</summary>
    private static readonly Gen<int[]> Keys = Gen.OneOf(
        Gen.Choose(-40, 40).ArrayOf(),
        Gen.Choose(-37_000, 35_000).ArrayOf(),
        Gen.Elements(0, 1, 31, 32, 33, 2046, 2047, 2048, 2049, 4095, 4096, -1, -2047, -2048).ArrayOf());

    [Fact]
    public void Bins_below_the_window_under_the_highest_count_into_its_lowest() => Sampled.Each(Keys, keys => RequireHold(keys, Of(keys)), times: 1000);

    [Fact]
    public void Merged_bins_hold_what_both_counted() => Sampled.Each(
        from one in Keys
        from other in Keys
        from third in Keys
        select (one, other, third),
        input =>
        {
            var (left, right) = (Of(input.one), Of(input.other));
            right.Merge(Of(input.third));
            left.Merge(right);

            RequireHold([.. input.one, .. input.other, .. input.third], left);
            RequireHold([.. input.other, .. input.third], right);
        },
        times: 1000);

    [Fact]
    public void Each_position_has_its_key() => Sampled.Each(Keys, keys =>
    {
        var bins = Of(keys);
        var expected = bins.Filled().SelectMany(bin => Enumerable.Repeat(bin.Key, (int)bin.Count)).ToList();

        Assert.Equal(expected, Enumerable.Range(0, keys.Length).Select(position => bins.KeyAt(position)));
    });

    private static SketchBins Of(int[] keys)
    {
        var bins = new SketchBins();
        foreach (var key in keys) bins.Add(key);
        return bins;
    }

    private static void RequireHold(int[] keys, SketchBins bins)
    {
        var floor = keys.Length == 0 ? 0 : keys.Max() - SketchBins.Most + 1;
        var expected = keys.GroupBy(key => Math.Max(key, floor)).OrderBy(group => group.Key).Select(group => (group.Key, (long)group.Count()));

        Assert.Equal(expected, bins.Filled());
        Assert.Equal((keys.Length, keys.Count(key => key < floor)), (bins.Total, bins.Collapsed));
    }
}
