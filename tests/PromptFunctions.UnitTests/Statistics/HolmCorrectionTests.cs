using FsCheck.Fluent;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class HolmCorrectionTests
{
    /// <summary>R 4.2.2: p.adjust(p, "holm"). The first is also in growthbook/growthbook@8f1db44569, packages/shared/test/experiments.test.ts.</summary>
    public static TheoryData<double[], double[]> OfR => new()
    {
        { [0.01, 0.04, 0.03, 0.005, 0.55, 0.6], [0.05, 0.12, 0.12, 0.03, 1, 1] },
        { [0.02, 0.02, 0.001, 0.8], [0.06, 0.06, 0.004, 0.8] },
        { [1e-20, 0.013, 0.0125, 0.2, 0.0499], [5e-20, 0.05, 0.05, 0.2, 0.0998] },
        { [0.04, 0.03, 0.045], [0.09, 0.09, 0.09] },
        { [0.05], [0.05] },
        { [], [] },
    };

    [Theory]
    [MemberData(nameof(OfR))]
    public void The_adjusted_p_values_are_those_of_R(double[] pValues, double[] adjusted)
    {
        var results = HolmCorrection.Of(pValues, 0.05);

        Assert.Equal(adjusted.Length, results.Count);
        Assert.All(results.Zip(adjusted), pair => Assert.Equal(pair.Second, pair.First.AdjustedPValue, 1e-9 * pair.Second));
    }

    [Fact]
    public void Each_rank_has_its_level_up_to_where_the_procedure_stops()
    {
        // 0.001 ≤ 0.05/4; 0.02 > 0.05/3 stops; 0.021 ≤ 0.05/2 and 0.045 ≤ 0.05 come too late.
        var results = HolmCorrection.Of([0.045, 0.021, 0.001, 0.02], 0.05);

        Assert.Equal([false, false, true, false], results.Select(result => result.IsSignificant));
        Assert.Equal([0.05 / 3, 0.05 / 3, 0.05 / 4, 0.05 / 3], results.Select(result => result.Level));
    }

    [Fact]
    public void What_is_above_its_own_level_keeps_it() =>
        Assert.Equal([0.05 / 3, 0.05 / 2, 0.05], HolmCorrection.Of([0.3, 0.4, 0.5], 0.05).Select(result => result.Level));

    [Fact]
    public void Of_equal_p_values_the_earlier_has_the_lower_rank() =>
        Assert.Equal([0.05 / 3, 0.05 / 2, 0.05], HolmCorrection.Of([0.001, 0.001, 0.001], 0.05).Select(result => result.Level));

    [Fact]
    public void The_interval_leaves_zero_out_exactly_where_the_comparison_is_significant() => Sampled.Each(
        from errors in Gen.ListOf(Gen.Choose(0, 500)) select errors.Select(error => error / 100.0).ToArray(), errors =>
        {
            var (test, control) = (new AlwaysValidTest(0.05, 5000), new Estimate(2000, 0, 1));
            Estimate[] treatments = [.. errors.Select(error => new Estimate(2000, error * Math.Sqrt(2 / 2000.0), 1))];
            var results = HolmCorrection.Of([.. treatments.Select(treatment => test.PValue(control, treatment))], 0.05);

            Assert.All(results.Zip(treatments), pair =>
                Assert.Equal(pair.First.IsSignificant, test.IntervalAt(pair.First.Level, control, pair.Second)!.Value.Low > 0));
        });
}
