using FsCheck.Fluent;
using PromptFunctions.Core.Experiments;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Experiments;

public sealed class ExperimentSplitTests
{
    [Theory]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 5000, 10_000 })]
    [InlineData(new[] { 0.7, 0.30000000000000004 }, new[] { 7000, 10_000 })]
    [InlineData(new[] { 1.0, 1, 1 }, new[] { 3333, 6667, 10_000 })]
    [InlineData(new[] { 0.1, 0.2, 0.7 }, new[] { 1000, 3000, 10_000 })]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7 }, new[] { 357, 1071, 2143, 3571, 5357, 7500, 10_000 })]
    [InlineData(new[] { 0.00005, 0.99995 }, new[] { 1, 10_000 })]
    public void Buckets_are_cut_at_the_rounded_sums_of_the_weights(double[] weights, int[] ends) => Assert.Equal(ends, ExperimentSplit.Of(weights));

    [Fact]
    public void All_buckets_are_somebodys_and_weights_are_relative() => Sampled.Each(
        Gen.Choose(1, 1000).Select(weight => (double)weight).ArrayOf().Where(weights => weights.Length > 0),
        weights =>
        {
            var ends = ExperimentSplit.Of(weights);
            Assert.Equal(10_000, ends[^1]);
            Assert.Equal(ends, ends.Order());
            Assert.Equal(ends, ExperimentSplit.Of([.. weights.Select(weight => weight * 64)]));
        });

    [Theory]
    [InlineData(0.0001, true)]
    [InlineData(0.00001, false)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(-0.5, false)]
    [InlineData(double.NaN, false)]
    public void Every_arm_needs_a_bucket(double split, bool isPossible) => Assert.Equal(isPossible, ExperimentSplit.IsPossible([split, 1 - split]));
}
