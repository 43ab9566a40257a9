namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>What of some rows fits into one transaction.</summary>
public sealed class FoldPlan
{
    /// <summary>The most aggregates that one step changes: a transaction holds them also when all are as large as they can be, some 40 KB.</summary>
    public const int MostAggregates = 60;

    /// <summary>The most rows and aggregates of one step: the 100 entities of a transaction, without the state and what is left of a row.</summary>
    public const int MostEntities = 98;

    private readonly HashSet<AggregateKey> keys = [];
    private readonly List<DeltaRow> folded = [];

    // Rows of one target mostly have the same metrics and hours: what they add up to is added to the aggregates once.
    private readonly Dictionary<(string Metric, MetricHour Hour), MetricFigures> sums = [];

    /// <summary>The aggregates that change.</summary>
    public IReadOnlySet<AggregateKey> Keys => keys;

    /// <summary>The rows of which nothing is left.</summary>
    public IReadOnlyList<DeltaRow> Folded => folded;

    /// <summary>The row of which something is left, with only that; null where there is none.</summary>
    public DeltaRow? Rest { get; private set; }

    /// <summary>Takes the next row, or as much of it as fits; false where the step is full.</summary>
    public bool TryAdd(DeltaRow row)
    {
        var taken = 0;
        while (taken < row.Deltas.Count && TryTake(row.Deltas[taken], row.ReceivedAt)) taken++;
        if (taken == row.Deltas.Count) folded.Add(row);
        else if (taken > 0) Rest = row with { Deltas = [.. row.Deltas.Skip(taken)] };
        return taken == row.Deltas.Count && folded.Count + keys.Count < MostEntities;
    }

    /// <summary>Adds the deltas to their aggregates.</summary>
    /// <param name="known">What the aggregates have so far; it is changed, and gets those that are new.</param>
    public void AddTo(IDictionary<AggregateKey, MetricFigures> known)
    {
        foreach (var ((metric, hour), sum) in sums)
        {
            foreach (var key in AggregateKey.Of(metric, hour))
            {
                if (!known.TryGetValue(key, out var figures)) known[key] = figures = new();
                figures.Add(sum);
            }
        }
    }

    private bool TryTake(MetricDelta delta, DateTimeOffset receivedAt)
    {
        if (!sums.TryGetValue((delta.Metric, delta.Hour), out var sum))
        {
            var wanted = AggregateKey.Of(delta.Metric, delta.Hour);
            var more = keys.Count + wanted.Count(key => !keys.Contains(key));
            // The row itself may be one to delete.
            if (more > MostAggregates || more + folded.Count >= MostEntities) return false;
            keys.UnionWith(wanted);
            sums[(delta.Metric, delta.Hour)] = sum = new();
        }
        sum.Add(delta.Values, receivedAt);
        return true;
    }
}
