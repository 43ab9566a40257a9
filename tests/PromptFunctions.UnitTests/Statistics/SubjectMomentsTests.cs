using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class SubjectMomentsTests
{
    /// <summary>From growthbook/growthbook@8f1db44569, packages/stats/tests/test_gbstats.py, test_get_metric_dfs_frequentist_ratio: arithmetic only, no subjects have such figures.</summary>
    [Fact]
    public void A_ratio_of_sums_is_that_of_a_published_test()
    {
        var control = OfSums(100, 270, 848.79, 510, 810, -900).ToEstimate(MetricKind.Mean);
        var treatment = OfSums(120, 300, 869, 500, 800, -905).ToEstimate(MetricKind.Mean);
        var relative = Arms.Relative(control, treatment);

        Assert.Equal(0.529411765, control.Value, 1e-9);
        Assert.Equal(0.6, treatment.Value, 1e-9);
        Assert.Equal(0.133333333, relative.Value, 1e-9);
        Assert.Equal(0.610663339, WelchTest.Tails(relative.Value / relative.StandardError, WelchTest.Freedom(control, treatment)), 1e-9);
    }

    [Fact]
    public void The_variance_is_that_of_the_three_terms_of_the_delta_method()
    {
        // (D, M) = (1, 2), (2, 3), (3, 10): means 2 and 5, variances 1 and 19, covariance 4.
        var arm = new SubjectArm();
        foreach (var values in (double[][])[[2], [1, 2], [3, 3, 4]]) arm.Add(values);

        var estimate = arm.Moments.ToEstimate(MetricKind.Mean);

        Assert.Equal((3, 2.5), (estimate.Count, estimate.Value));
        Assert.Equal((19 / 4.0) + (1 * 25 / 16.0) - (2 * 4 * 5 / 8.0), estimate.Deviation * estimate.Deviation, 1e-12);
    }

    [Fact]
    public void No_subjects_have_no_figures()
    {
        Assert.Equal(default, default(SubjectMoments).ToEstimate(MetricKind.Proportion));
        Assert.Equal(default, default(SubjectMoments).Replace(default, default));
        Assert.Equal(default, default(SubjectMoments).Merge(default));
    }

    [Fact]
    public void The_last_subject_leaves_nothing()
    {
        var arm = new SubjectArm();
        arm.Add(3, 4);
        arm.Add(1e9);
        arm.Change(0, []);
        Assert.Equal(new(1, 1e9, 0), arm.Moments.ToEstimate(MetricKind.Mean));

        arm.Change(0, []);
        Assert.Equal(default, arm.Moments);
    }

    [Fact]
    public void A_single_subject_has_a_mean_that_does_not_vary()
    {
        var arm = new SubjectArm();
        arm.Add(3);
        arm.Change(0, [3, 4, 8]);

        Assert.Equal(new(1, 5, 0), arm.Moments.ToEstimate(MetricKind.Mean));
    }

    [Fact]
    public void A_correction_back_changes_nothing()
    {
        var arm = new SubjectArm();
        foreach (var values in (double[][])[[0.25], [0.5, 4], [1, 2, 8]]) arm.Add(values);
        var before = arm.Moments.ToEstimate(MetricKind.Mean);
        arm.Change(1, [0.5]);
        Assert.NotEqual(before.Value, arm.Moments.ToEstimate(MetricKind.Mean).Value, 1e-3);
        arm.Change(1, [0.5, 4]);

        Assert.Equal(before.Value, arm.Moments.ToEstimate(MetricKind.Mean).Value, 1e-12);
        Assert.Equal(before.Deviation, arm.Moments.ToEstimate(MetricKind.Mean).Deviation, 1e-12);
    }

    [Fact]
    public void The_origin_follows_an_estimate_that_goes_far_from_the_first_value()
    {
        var moments = default(SubjectMoments).Replace(default, Moments.Of(0));
        for (var i = 0; i < 100; i++) moments = moments.Replace(default, Moments.Of(1e6 + (i % 2)));

        Assert.InRange(moments.Origin, 9e5, 1.1e6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Rounding_makes_no_rate_of_nothing_or_all(int rate)
    {
        var random = new Random(5);
        var arm = new SubjectArm();
        for (var i = 0; i < 60; i++) arm.Add([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (double)random.Next(2))]);
        for (var i = 59; i >= 0; i--) arm.Change(i, i < 50 ? [rate] : []);

        Assert.Equal(Arms.OfRate(rate * 50, 50), arm.Moments.ToEstimate(MetricKind.Proportion));
    }

    [Fact]
    public void Nothing_against_all_is_evidence_with_several_observations_too()
    {
        var (none, all) = (new SubjectArm(), new SubjectArm());
        for (var i = 0; i < 50; i++)
        {
            none.Add(new double[1 + (i % 3)]);
            all.Add([.. Enumerable.Repeat(1.0, 1 + (i % 4))]);
        }

        Assert.Equal(Arms.OfRate(0, 50), none.Moments.ToEstimate(MetricKind.Proportion));
        Assert.InRange(new AlwaysValidTest(0.05, 5000).PValue(none.Moments.ToEstimate(MetricKind.Proportion), all.Moments.ToEstimate(MetricKind.Proportion)), 0, 1e-6);
        Assert.Equal(0, none.Moments.ToEstimate(MetricKind.Mean).Deviation);
    }

    [Fact]
    public void A_rate_with_several_observations_varies_as_its_subjects_do()
    {
        var arm = new SubjectArm();
        for (var i = 0; i < 40; i++) arm.Add([.. Enumerable.Repeat(i % 2.0, 10)]);

        // As 40 subjects, not as 400 observations.
        Assert.Equal(0.5 * Math.Sqrt(40 / 39.0), arm.Moments.ToEstimate(MetricKind.Proportion).Deviation, 1e-12);
    }

    [Theory]
    [InlineData(new[] { double.MaxValue, -double.MaxValue, 0, 1 })]
    [InlineData(new[] { -double.MaxValue, double.MaxValue, double.MaxValue })]
    [InlineData(new[] { 0, 1e300, -1e300, 1e155, 1e154 })]
    [InlineData(new[] { double.Epsilon, -double.Epsilon, 0, 1e-300 })]
    [InlineData(new[] { double.MaxValue, double.Epsilon, 5 })]
    public void Extremes_stay_finite(double[] values)
    {
        var moments = default(SubjectMoments);
        var taken = new List<Moments>();
        foreach (var count in (long[])[1, 7, 1_000_000_000_000_000_000, 2])
        {
            foreach (var value in values)
            {
                taken.Add(new(count, value, value, value, 0));
                moments = moments.Replace(default, taken[^1]);
                RequireFinite(moments);
            }
        }
        RequireFinite(moments.Merge(moments));
        RequireFinite(moments.Merge(default(SubjectMoments).Replace(default, Moments.Of(-values[0]))));
        for (var i = 1; i < taken.Count; i++)
        {
            moments = moments.Replace(taken[i], i % 3 == 0 ? taken[^i] : default);
            RequireFinite(moments);
        }
    }

    private static SubjectMoments OfSums(long count, double sum, double squares, double counts, double countSquares, double products) =>
        new(count, 0, counts / count, sum / count, countSquares - (counts * counts / count), squares - (sum * sum / count), products - (sum * counts / count));

    private static void RequireFinite(SubjectMoments moments)
    {
        var (subjects, origin, meanCount, meanSum, countSquares, sumSquares, products) = moments;
        var (mean, rate) = (moments.ToEstimate(MetricKind.Mean), moments.ToEstimate(MetricKind.Proportion));

        Assert.All([origin, meanCount, meanSum, countSquares, sumSquares, products, mean.Value, mean.Deviation, rate.Value, rate.Deviation], figure => Assert.True(double.IsFinite(figure)));
        Assert.True(subjects >= 0 && countSquares >= 0 && sumSquares >= 0 && mean.Deviation >= 0 && rate.Deviation >= 0);
    }
}
