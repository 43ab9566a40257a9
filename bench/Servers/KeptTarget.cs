using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Bench.Servers;

/// <summary>What a partition would hold: rows that wait, and aggregates as bytes.</summary>
internal sealed class KeptTarget
{
    private readonly Lock exclusive = new();
    private readonly List<DeltaRow> waiting = [];
    private readonly Dictionary<AggregateKey, (byte[] Values, DateTimeOffset LastArrival)> aggregates = [];

    /// <summary>How often it was folded.</summary>
    public long Revision { get; private set; }

    /// <summary>How many points were folded.</summary>
    public long Folded { get; private set; }

    public void Append(DeltaRow row)
    {
        lock (exclusive) waiting.Add(row);
    }

    public IReadOnlyList<DeltaRow> First(int most)
    {
        lock (exclusive) return [.. waiting.Take(most)];
    }

    public IReadOnlyDictionary<AggregateKey, MetricFigures> Read(IEnumerable<AggregateKey> keys)
    {
        lock (exclusive) return keys.Where(aggregates.ContainsKey).ToDictionary(key => key, key => Read(aggregates[key]));
    }

    public bool TryFold(Fold fold)
    {
        lock (exclusive)
        {
            if (fold.Before.Revision != Revision) return false;
            Revision++;
            foreach (var (key, figures) in fold.Aggregates) aggregates[key] = (Write(figures.Values), figures.LastArrival);
            Folded += fold.Folded.Sum(row => row.Deltas.Sum(delta => delta.Values.Count));
            waiting.RemoveRange(0, fold.Folded.Count);
            // The points of a row that is folded in part count with the rest of it.
            if (fold.Rest is not null) waiting[0] = fold.Rest;
            return true;
        }
    }

    private static MetricFigures Read((byte[] Values, DateTimeOffset LastArrival) aggregate)
    {
        using var reader = new BinaryReader(new MemoryStream(aggregate.Values, writable: false));
        return new(Distribution.Read(reader), aggregate.LastArrival);
    }

    private static byte[] Write(Distribution values)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        values.Write(writer);
        return bytes.ToArray();
    }
}
