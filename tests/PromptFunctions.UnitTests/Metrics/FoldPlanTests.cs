using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Metrics;

public sealed class FoldPlanTests
{
    private static readonly MetricHour Hour = MetricHour.Of(new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_point_counts_in_its_hour_its_day_and_in_all()
    {
        var plan = Plan(Row("1", Delta("m", 0, 2)), Row("2", Delta("m", 1, 4)));
        var known = new Dictionary<AggregateKey, MetricFigures>();
        plan.AddTo(known);

        Assert.Equal(["1", "2"], plan.Folded.Select(row => row.Id));
        Assert.Null(plan.Rest);
        Assert.Equal([(AggregateSpan.Total, default, 2L), (AggregateSpan.Day, Hour.Day, 2L), (AggregateSpan.Hour, Hour, 1L), (AggregateSpan.Hour, Hour.Plus(1), 1L)],
            known.OrderBy(one => one.Key.Span).ThenBy(one => one.Key.Start).Select(one => (one.Key.Span, one.Key.Start, one.Value.Values.Count)));
    }

    [Fact]
    public void What_does_not_fit_a_transaction_stays_in_its_row()
    {
        var row = Row("1", [.. Enumerable.Range(0, 100).Select(i => Delta($"m{i:D3}", 0, i))]);
        var known = new Dictionary<AggregateKey, MetricFigures>();
        var steps = 0;
        for (DeltaRow? left = row; left is not null; steps++)
        {
            var plan = Plan(left);
            Assert.InRange(plan.Keys.Count, 1, FoldPlan.MostAggregates);
            Assert.Equal(plan.Rest is null, plan.Folded.Count == 1);
            plan.AddTo(known);
            left = plan.Rest;
        }

        Assert.Equal(5, steps);
        Assert.Equal(300, known.Count);
        Assert.All(known, one => Assert.Equal((1, double.Parse(one.Key.Metric[1..], System.Globalization.CultureInfo.InvariantCulture)), (one.Value.Values.Count, one.Value.Values.Moments.Mean)));
    }

    [Fact]
    public void A_row_of_which_nothing_fits_waits_as_it_is()
    {
        var plan = Plan(Row("1", [.. Enumerable.Range(0, 20).Select(i => Delta($"m{i}", 0, i))]), Row("2", Delta("other", 0, 1)), Row("3", Delta("m1", 0, 1)));

        Assert.Equal("1", Assert.Single(plan.Folded).Id);
        Assert.Null(plan.Rest);
    }

    [Fact]
    public void A_step_takes_no_more_rows_than_a_transaction_can_delete() =>
        Assert.Equal(FoldPlan.MostEntities - 3, Plan([.. Enumerable.Range(0, 200).Select(i => Row($"{i}", Delta("m", 0, i)))]).Folded.Count);

    [Fact]
    public void Rows_and_aggregates_together_never_exceed_a_transaction()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var plan = Plan([.. Enumerable.Range(0, 150).Select(i => Row($"{i}", [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Delta($"m{random.Next(30)}", random.Next(3), i)).DistinctBy(delta => (delta.Metric, delta.Hour))]))]);
            Assert.InRange(plan.Folded.Count + plan.Keys.Count, 1, FoldPlan.MostEntities);
        }
    }

    private static FoldPlan Plan(params DeltaRow[] rows)
    {
        var plan = new FoldPlan();
        _ = rows.TakeWhile(plan.TryAdd).Count();
        return plan;
    }

    private static DeltaRow Row(string id, params MetricDelta[] deltas) => new(id, DateTimeOffset.UnixEpoch, deltas, "tag");

    private static MetricDelta Delta(string metric, int hour, double value)
    {
        var values = new Distribution();
        values.Add(value);
        return new(metric, Hour.Plus(hour), values);
    }
}
