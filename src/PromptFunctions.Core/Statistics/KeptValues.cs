namespace PromptFunctions.Core.Statistics;

/// <summary>A few values as they are, in ascending order. What it comes to does not depend on the order in which they came.</summary>
internal sealed class KeptValues
{
    /// <summary>The most values.</summary>
    public const int Most = 64;

    private double[] room = [];

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>The values' moments.</summary>
    public Moments Moments
    {
        get
        {
            var moments = default(Moments);
            foreach (var value in Values) moments = moments.With(value);
            return moments;
        }
    }

    /// <summary>The values, ascending.</summary>
    public ReadOnlySpan<double> Values => room.AsSpan(0, Count);

    /// <summary>Keeps a value more.</summary>
    public void Add(double value)
    {
        var at = Values.BinarySearch(value);
        if (at < 0) at = ~at;
        // Most summaries of an ingestion have one value: the room doubles from there.
        if (Count == room.Length) Array.Resize(ref room, Math.Max(1, 2 * Count));
        Array.Copy(room, at, room, at + 1, Count - at);
        room[at] = value;
        Count++;
    }

    /// <summary>The values that differ, ascending, with how often each occurs.</summary>
    public IEnumerable<(double Value, int Count)> Distinct()
    {
        for (int from = 0, to; from < Count; from = to)
        {
            for (to = from + 1; to < Count && room[to] == room[from]; to++) { }
            yield return (room[from], to - from);
        }
    }

    /// <summary>Writes the values, equal ones once: each with how often it occurs, unless it is the only one left.</summary>
    public void Write(BinaryWriter writer)
    {
        var left = Count;
        foreach (var (value, count) in Distinct())
        {
            if (left > 1) writer.Write7BitEncodedInt(count);
            writer.Write(value);
            left -= count;
        }
    }

    /// <summary>Reads what was written; <see cref="InvalidDataException"/> where it cannot have been.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="count">How many values it was; 0 to <see cref="Most"/>.</param>
    public static KeptValues Read(BinaryReader reader, int count)
    {
        var kept = new KeptValues { room = new double[count] };
        while (kept.Count < count)
        {
            var left = count - kept.Count;
            var times = left > 1 ? reader.Read7BitEncodedInt() : 1;
            var value = reader.ReadDouble();
            if (times < 1 || times > left || !double.IsFinite(value) || (kept.Count > 0 && value <= kept.Values[^1]))
                throw new InvalidDataException("The values of a distribution are damaged.");
            kept.room.AsSpan(kept.Count, times).Fill(value);
            kept.Count += times;
        }
        return kept;
    }
}
