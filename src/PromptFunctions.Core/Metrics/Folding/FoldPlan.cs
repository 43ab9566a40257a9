namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>What of some rows fits into one transaction.</summary>
public sealed class FoldPlan
{
    /// <summary>The most rows that one step takes up.</summary>
    public const int MostRows = 50;

    /// <summary>
    /// The most aggregates that one step changes: with <see cref="MostRows"/> below the 100 entities of a transaction, and
    /// below its 4 MiB when all of them are as large as they can be.
    /// </summary>
    public const int MostAggregates = 36;

    private readonly HashSet<AggregateKey> keys = [];
    private readonly List<DeltaRow> folded = [];
    private readonly List<(MetricDelta Delta, DateTimeOffset ReceivedAt)> deltas = [];


    /// <summary>The aggregates that change.</summary>
    public IReadOnlySet<AggregateKey> Keys => keys;

    /// <summary>The rows of which nothing is left.</summary>
    public IReadOnlyList<DeltaRow> Folded => folded;

    /// <summary>The row of which something is left, with only that; null where there is none.</summary>
    public DeltaRow? Rest { get; private set; }

    /// <summary>Takes the next row, or as much of it as fits; false where the step is full.</summary>
    public bool TryAdd(DeltaRow row)
    {
        var taken = row.Deltas.TakeWhile(TryTake).Count();
        deltas.AddRange(row.Deltas.Take(taken).Select(delta => (delta, row.ReceivedAt)));
        if (taken == row.Deltas.Count) folded.Add(row);
        else if (taken > 0) Rest = row with { Deltas = [.. row.Deltas.Skip(taken)] };
        return taken == row.Deltas.Count && folded.Count < MostRows;
    }

    /// <summary>Adds the deltas to their aggregates.</summary>
    /// <param name="known">What the aggregates have so far; it is changed, and gets those that are new.</param>
    public void AddTo(IDictionary<AggregateKey, MetricFigures> known)
    {
        foreach (var (delta, receivedAt) in deltas)
        {
            foreach (var key in AggregateKey.Of(delta.Metric, delta.Hour))
            {
                if (!known.TryGetValue(key, out var figures)) known[key] = figures = new();
                figures.Add(delta.Values, receivedAt);
            }
        }
    }

    private bool TryTake(MetricDelta delta)
    {
        var wanted = AggregateKey.Of(delta.Metric, delta.Hour);
        if (keys.Count + wanted.Count(key => !keys.Contains(key)) > MostAggregates) return false;
        keys.UnionWith(wanted);
        return true;
    }
}
