using PromptFunctions.Bench.Servers;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Statistics;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Bench.Metrics;

/// <summary>Batches as rows that wait to be folded, by the steps in which they are; and their values for plain sums.</summary>
internal sealed class FoldedRows
{
    private const int Spans = 3;

    private readonly List<IReadOnlyList<DeltaRow>> steps;
    private readonly (int Series, double Value)[] values;
    private readonly int series;

    public FoldedRows(int points, int batchSize)
    {
        var source = new PointSource();
        var batches = Enumerable.Range(0, points / batchSize).Select(_ => source.Take(batchSize)).ToList();
        var numbers = batches.SelectMany(batch => batch).Select(SeriesOf).Distinct().Select((name, number) => (name, number)).ToDictionary();
        values = [.. batches.SelectMany(batch => batch).Select(point => (numbers[SeriesOf(point)], point.Value))];
        series = numbers.Count;
        steps =
        [
            .. batches.SelectMany(batch => batch.GroupBy(TargetOf).Select(target => (Target: target.Key, Row: Row(target))))
                .GroupBy(row => row.Target).SelectMany(target => target.Select(row => row.Row).Chunk(FoldPlan.MostEntities - FoldPlan.MostAggregates)),
        ];
    }

    /// <summary>Folds all rows, each target into aggregates that are known.</summary>
    public void Fold()
    {
        var known = new Dictionary<string, Dictionary<AggregateKey, MetricFigures>>();
        foreach (var step in steps)
        {
            var target = step[0].Id;
            if (!known.TryGetValue(target, out var figures)) known[target] = figures = [];
            var plan = new FoldPlan();
            foreach (var row in step) plan.TryAdd(row);
            if (plan.Folded.Count != step.Count) throw new InvalidOperationException("The rows of a step do not fit it.");
            plan.AddTo(figures);
        }
    }

    /// <summary>Adds all values to counts, sums and extremes, as often as they are folded.</summary>
    public void Sum()
    {
        var sums = new (long Count, double Sum, double Squares, double Min, double Max)[Spans * series];
        foreach (var (number, value) in values)
        {
            for (var span = 0; span < Spans; span++)
            {
                ref var sum = ref sums[(Spans * number) + span];
                sum = (sum.Count + 1, sum.Sum + value, sum.Squares + (value * value), Math.Min(sum.Min, value), Math.Max(sum.Max, value));
            }
        }
    }

    private static MetricTarget TargetOf(BarePoint point) => MetricTarget.OfVersion(point.Prompt, VersionNumber.Parse(point.Version));

    private static (MetricTarget, string) SeriesOf(BarePoint point) => (TargetOf(point), point.Metric);

    // Its id says whose row it is.
    private static DeltaRow Row(IGrouping<MetricTarget, BarePoint> target) => new(target.Key.Key, DateTimeOffset.UtcNow, Deltas(target), "");

    private static IReadOnlyList<MetricDelta> Deltas(IEnumerable<BarePoint> points) =>
    [
        .. points.GroupBy(point => (point.Metric, Hour: MetricHour.Of(point.At!.Value)))
            .OrderBy(group => group.Key.Metric, StringComparer.Ordinal).ThenBy(group => group.Key.Hour)
            .Select(group => new MetricDelta(group.Key.Metric, group.Key.Hour, Of(group))),
    ];

    private static Distribution Of(IEnumerable<BarePoint> points)
    {
        var values = new Distribution();
        foreach (var point in points) values.Add(point.Value);
        return values;
    }
}
