using FsCheck.Fluent;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class DifferenceTestTests
{
    private static readonly FixedHorizonTest Fixed = new();
    private static readonly AlwaysValidTest Sequential = new(alpha: 0.05, tuning: 5000);

    /// <summary>R 4.2.2: t.test(y, x) with conf.level 0.95, 0.99, 1 - 1e-6.</summary>
    [Fact]
    public void A_fixed_horizon_is_that_of_R()
    {
        var control = Of([5.1, 4.9, 6.2, 5.8, 6.0, 5.5]);
        var treatment = Of([7.1, 8.4, 6.9, 9.2, 7.7, 8.8, 6.1, 10.3]);

        RequireNear(0.0010195305883601343, Fixed.PValue(control, treatment));
        RequireNear(1.2901707388675649, 3.6681625944657696, Fixed.IntervalAt(0.05, control, treatment));
        RequireNear(0.77791811713843173, 4.1804152161949029, Fixed.IntervalAt(0.01, control, treatment));
        RequireNear(-3.4270514050536742, 8.3853847383870086, Fixed.IntervalAt(1e-6, control, treatment));
    }

    /// <summary>R 4.2.2: nu, 2*pt(-abs(t), nu) and difference ± qt(level/2, nu, lower.tail = FALSE)*se with Welch–Satterthwaite's nu.</summary>
    [Theory]
    [InlineData(10, 2, 2, 11, 3, 2, 0.05, 0.73758687376915388, -11.681340367057926, 13.681340367057926)]
    [InlineData(10, 2, 3, 11, 5, 1000, 0.05, 0.47843437815000556, -3.8433922338357034, 5.8433922338357034)]
    [InlineData(100, 15, 5000, 101, 15.5, 5100, 0.05, 0.00098770776887230544, 0.40509384192901221, 1.5949061580709878)]
    [InlineData(100, 15, 500_000, 100.1, 15.5, 400_000, 0.025, 0.0020345681692677782, 0.027348508288103715, 0.17265149171188493)]
    [InlineData(0, 1, 20, 3, 1, 25, 0.001, 1.5249609710857712e-12, 1.9364632740929513, 4.0635367259070492)]
    [InlineData(1, 1, 10_000, 1.5, 2, 9000, 0.05 / 6, 3.9689127610225166e-100, 0.43843117692181571, 0.56156882307818423)]
    public void A_fixed_horizon_of_summaries_is_that_of_R(
        double mean, double std, long count, double otherMean, double otherStd, long otherCount, double level, double p, double low, double high)
    {
        var (control, treatment) = (new Estimate(count, mean, std), new Estimate(otherCount, otherMean, otherStd));

        RequireNear(p, Fixed.PValue(control, treatment));
        RequireNear(low, high, Fixed.IntervalAt(level, control, treatment));
        RequireNear(-high, -low, Fixed.IntervalAt(level, treatment, control));
    }

    /// <summary>R 4.2.2: qt(level/2, freedom, lower.tail = FALSE).</summary>
    [Theory]
    [InlineData(0.05, 1, 12.706204736174707)]
    [InlineData(0.05, 1.5, 6.0166631044279324)]
    [InlineData(0.001, 2.7, 15.635772863173866)]
    [InlineData(1e-8, 3, 604.16489581861049)]
    [InlineData(1e-12, 1, 636619772367.58142)]
    [InlineData(0.05, 9.940877762284563, 2.2299363934803815)]
    [InlineData(0.05, 1e4, 1.9602012398906259)]
    [InlineData(0.01, 1e5, 2.5758784699083743)]
    [InlineData(0.05, 9e5, 1.9599666204004611)]
    [InlineData(1e-9, 9e5, 6.1094752450451466)]
    [InlineData(0.05, 1.1e6, 1.9599661411525957)]
    [InlineData(0.9, 5, 0.13217517523168718)]
    [InlineData(0.999, 3, 0.0013603500825973805)]
    [InlineData(1e-6, 5e7, 4.8916390853955818)]
    public void The_critical_t_is_that_of_R(double level, double freedom, double t) => RequireNear(t, WelchTest.Critical(level, freedom));

    /// <summary>From spotify/confidence@e1f8a49, tests/frequentist/test_ttest.py.</summary>
    [Fact]
    public void A_fixed_horizon_is_that_of_a_published_test()
    {
        var interval = Fixed.IntervalAt(0.05, Arms.OfSums(24, 80, 10), Arms.OfSums(330, 1010, 150))!.Value;

        Assert.Equal(-1.340533, interval.Low, 1e-6);
        Assert.Equal(0.940533, interval.High, 1e-6);
        Assert.Equal(0.704021, Fixed.PValue(Arms.OfSums(24, 80, 10), Arms.OfSums(330, 1010, 150)), 1e-6);
    }

    /// <summary>From growthbook/growthbook@8f1db44569, packages/stats/tests/frequentist/test_tests.py: the relative difference, with ν of the absolute one.</summary>
    [Fact]
    public void The_relative_intervals_are_those_of_published_tests()
    {
        RequireRelative(-0.03526, 1.44989, Arms.Control, Arms.Treatment);
        RequireRelative(-0.47767, 0.61101, Arms.OfRate(14, 28), Arms.OfRate(16, 30));

        static void RequireRelative(double low, double high, Estimate control, Estimate treatment)
        {
            var relative = Arms.Relative(control, treatment);
            var half = relative.StandardError * WelchTest.Critical(0.05, WelchTest.Freedom(control, treatment));
            Assert.Equal(low, relative.Value - half, 1e-5);
            Assert.Equal(high, relative.Value + half, 1e-5);
        }
    }

    /// <summary>R 4.2.2: the ends of prop.test(c(42, 500), c(104, 1009), correct = FALSE)$conf.int, which are 1.96 unpooled errors apart; also in spotify/confidence@e1f8a49, test_chisquared.py.</summary>
    [Fact]
    public void The_error_of_a_difference_of_rates_is_that_of_R()
    {
        var difference = Arms.OfRate(500, 1009).Minus(Arms.OfRate(42, 104));

        RequireNear(0.19091341099172937, difference.Value + (1.9599639845400542 * difference.StandardError));
        RequireNear(-0.0075254411815593586, difference.Value - (1.9599639845400542 * difference.StandardError));
    }

    [Fact]
    public void At_any_time_N_is_the_subjects_of_both()
    {
        var (control, treatment) = (new Estimate(400, 10, 2), new Estimate(600, 10.5, 2));
        var half = 3.363887725782781 * 2 * Math.Sqrt((1 / 400.0) + (1 / 600.0));

        RequireNear(0.5 - half, 0.5 + half, Sequential.IntervalAt(0.05, control, treatment));
        RequireNear(0.5 - (half * Multiplier(0.0125) / Multiplier(0.05)), 0.5 + (half * Multiplier(0.0125) / Multiplier(0.05)), Sequential.IntervalAt(0.0125, control, treatment));

        // Equation 9 with ρ of 0.05 at both levels, written out.
        static double Multiplier(double level)
        {
            const double Spread = (1000 * 0.03984006677137368 * 0.03984006677137368) + 1;
            return Math.Sqrt(2 * Spread / (Spread - 1) * Math.Log(Math.Sqrt(Spread) / level));
        }
    }

    [Fact]
    public void Intervals_and_p_values_agree_at_any_level() => Sampled.Each(
        from units in Gen.Choose(2, 20_000)
        from others in Gen.Choose(2, 20_000)
        from errors in Gen.Choose(-6000, 6000)
        from level in Gen.Choose(1, 999)
        select (Control: new Estimate(units, 0, 1), Treatment: new Estimate(others, errors / 1000.0 * Math.Sqrt((1.0 / units) + (1.0 / others)), 1), Level: level / 1000.0),
        arms =>
        {
            foreach (var test in (IDifferenceTest[])[Fixed, Sequential])
            {
                var interval = test.IntervalAt(arms.Level, arms.Control, arms.Treatment)!.Value;
                Assert.Equal(interval.Low > 0 || interval.High < 0, test.PValue(arms.Control, arms.Treatment) < arms.Level);
            }
        },
        times: 1000);

    /// <summary>The first figures are from growthbook/growthbook@8f1db44569, packages/stats/tests/frequentist/test_tests.py.</summary>
    [Fact]
    public void Without_enough_subjects_or_any_variance_there_is_no_evidence()
    {
        // Sums that no two values have: their variance would be negative.
        var none = new SubjectMoments(2, 0, 1, 1396.87 / 2, 0, 52377.9767 - (1396.87 * 1396.87 / 2), 0).ToEstimate(MetricKind.Mean);
        Assert.Equal(0, none.Deviation);
        (Estimate, Estimate)[] degenerate =
        [
            (none, none with { Value = 0.7 }), (default, default), (Arms.Control with { Count = 1 }, Arms.Treatment), (Arms.Treatment, new(1, 5, 3)), (new(0, 0, 0), new(100, 9, 2)),
        ];
        foreach (var (control, treatment) in degenerate)
        {
            foreach (var test in (IDifferenceTest[])[Fixed, Sequential])
                Assert.Equal((1, null), (test.PValue(control, treatment), test.IntervalAt(0.05, control, treatment)));
        }
    }

    [Theory]
    [InlineData(2, 0, double.MaxValue, 0.05)]
    [InlineData(2, double.MaxValue, double.Epsilon, 1e-300)]
    [InlineData(long.MaxValue / 4, -double.MaxValue, double.MaxValue, 1e-300)]
    [InlineData(long.MaxValue / 4, 1e-300, 1e-320, 0.999)]
    public void Extremes_have_finite_intervals(long units, double value, double deviation, double level)
    {
        foreach (var test in (IDifferenceTest[])[Fixed, Sequential, new AlwaysValidTest(0.05, 1e18)])
        {
            var (one, other) = (new Estimate(units, value, deviation), new Estimate(2, -value, 3));
            var interval = test.IntervalAt(level, one, other)!.Value;

            Assert.InRange(test.PValue(one, other), 0, 1);
            Assert.True(double.IsFinite(interval.Low) && double.IsFinite(interval.High) && interval.Low <= interval.High);
        }
    }

    private static Estimate Of(double[] values) => Estimate.Of(values.Aggregate(default(Moments), (moments, value) => moments.With(value)), MetricKind.Mean);

    private static void RequireNear(double expected, double actual) => Assert.Equal(expected, actual, 1e-9 * Math.Abs(expected));

    private static void RequireNear(double low, double high, Interval? interval)
    {
        RequireNear(low, interval!.Value.Low);
        RequireNear(high, interval.Value.High);
    }
}
