using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Metrics;

public sealed class MetricComparisonsTests
{
    private static readonly MetricDefinition Lower = new() { Goal = MetricGoal.Minimize };

    [Fact]
    public void A_difference_is_told_in_the_direction_of_the_metrics_goal()
    {
        // R: t.test(c(1,2,3,4,5), c(7,8,9,10,12))$p.value
        var found = MetricComparisons.Compare("latency", Lower, Of(7, 8, 9, 10, 12), Of(1, 2, 3, 4, 5));

        Assert.Equal((-6.2, "to"), (Math.Round(found.Change!.Value, 9), found.Better));
        Assert.Equal(-67.391304347826, found.ChangePercent!.Value, 9);
        Assert.InRange(found.PValue!.Value, 0.0001, 0.001);
        Assert.Equal("from", MetricComparisons.Compare("latency", Lower, Of(1, 2, 3, 4, 5), Of(7, 8, 9, 10, 12)).Better);
        Assert.Null(MetricComparisons.Compare("latency", new() { Goal = MetricGoal.None }, Of(1, 2, 3, 4, 5), Of(7, 8, 9, 10, 12)).Better);
    }

    [Fact]
    public void Without_significance_none_is_better()
    {
        var found = MetricComparisons.Compare("latency", Lower, Of(1, 2, 3), Of(1, 2, 4));

        Assert.True(found.PValue > 0.05);
        Assert.Null(found.Better);
    }

    [Fact]
    public void What_only_one_version_has_is_shown_and_not_compared()
    {
        var found = MetricComparisons.Compare("latency", Lower, null, Of(1));

        Assert.Equal((null, 1L, null, null, null, null), (found.From, found.To!.Count, found.Change, found.ChangePercent, found.PValue, found.Better));
    }

    [Fact]
    public void Against_nothing_there_is_no_percentage()
    {
        Assert.Null(MetricComparisons.Compare("m", Lower, Of(0, 0), Of(1, 2)).ChangePercent);
        Assert.Null(MetricComparisons.Compare("m", Lower, Of(5e-324, 5e-324), Of(1e300, 1e301)).ChangePercent);
        Assert.True(double.IsFinite(MetricComparisons.Compare("m", Lower, Of(-1.7e308, -1.7e308), Of(1.7e308, 1.7e308)).Change!.Value));
    }

    [Fact]
    public void Of_a_proportion_nothing_against_all_is_evidence()
    {
        var kind = new MetricDefinition { Goal = MetricGoal.Maximize, Kind = MetricKind.Proportion };

        Assert.Equal("to", MetricComparisons.Compare("m", kind, Of([.. new double[50]]), Of([.. Enumerable.Repeat(1.0, 50)])).Better);
        Assert.Null(MetricComparisons.Compare("m", kind with { Kind = MetricKind.Mean }, Of([.. new double[50]]), Of([.. Enumerable.Repeat(1.0, 50)])).Better);
    }

    private static MetricFigures Of(params double[] values)
    {
        var distribution = new Distribution();
        foreach (var value in values) distribution.Add(value);
        return new(distribution, DateTimeOffset.UnixEpoch);
    }
}
