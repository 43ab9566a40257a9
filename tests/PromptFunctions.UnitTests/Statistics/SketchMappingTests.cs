using FsCheck.Fluent;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class SketchMappingTests
{
    /// <summary>Derived from the rule of DataDog/sketches-py, ddsketch/mapping.py, with α = 0.01.</summary>
    public static TheoryData<double, int, double> Vectors => new()
    {
        { 0.001, -345, 0.0009974781146370234 },
        { 0.5, -34, 0.5015394534033262 },
        { 1, 0, 0.9900000000000001 },
        { 2, 35, 1.9936617014173446 },
        { 10, 116, 10.074696689511331 },
        { 123.456, 241, 122.74516052679878 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Keys_and_values_are_those_of_DDSketch(double magnitude, int key, double value)
    {
        Assert.Equal(key, SketchMapping.Key(magnitude));
        Assert.Equal(value, SketchMapping.Value(key), value * 1e-12);
    }

    [Fact]
    public void A_bins_value_is_within_one_percent_of_all_its_magnitudes() => Sampled.Each(
        from exponent in Gen.Choose(-307_000, 308_000)
        from digits in Gen.Choose(100_000, 179_000)
        select digits / 1e5 * Math.Pow(10, exponent / 1000),
        magnitude => Assert.Equal(magnitude, SketchMapping.Value(SketchMapping.Key(magnitude)), magnitude * 0.010000001),
        times: 2000);

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void The_keys_of_the_extremes_are_within_the_bounds(double magnitude) =>
        Assert.InRange(SketchMapping.Key(magnitude), SketchMapping.LowestKey + 1, SketchMapping.HighestKey - 1);
}
