namespace PromptFunctions.Core.Statistics;

/// <summary>
/// How values are distributed, in little space: count, extremes, mean and standard deviation exactly, and any quantile. Up to
/// 64 values are kept as they are and answered exactly; of more, a quantile lies within 1 % of a value between its two
/// neighbours in order. Merging gives the same quantiles in any order and any grouping. Not safe for parallel use.
/// </summary>
/// <remarks>
/// The 1 % holds as long as the magnitudes of a sign span a factor below 10¹⁷; beyond, the smallest ones are put together, and
/// <see cref="IsCollapsed"/> says so. Sources: <see cref="Statistics.Moments"/>; Masson, Rim, Lee, "DDSketch" (VLDB 2019).
/// </remarks>
public sealed class Distribution
{
    private const byte FormatVersion = 1;

    private KeptValues kept = new();
    private QuantileSketch? binned;

    /// <summary>How many values there are.</summary>
    public long Count => binned?.Moments.Count ?? kept.Count;

    /// <summary>Count, extremes, mean and spread, exactly.</summary>
    public Moments Moments => binned?.Moments ?? kept.Moments;

    /// <summary>The smallest value; 0 without values.</summary>
    public double Min => Moments.Min;

    /// <summary>The largest value; 0 without values.</summary>
    public double Max => Moments.Max;

    /// <summary>The mean; 0 without values.</summary>
    public double Mean => Moments.Mean;

    /// <summary>The sample standard deviation, divided by n − 1; 0 below two values.</summary>
    public double Std => Moments.Std;

    /// <summary>Whether the smallest magnitudes were put together, so that quantiles among them are less exact than 1 %.</summary>
    public bool IsCollapsed => binned is { IsCollapsed: true };

    /// <summary>Adds a value.</summary>
    /// <param name="value">A finite value; of the two zeros none is told from the other.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A value must be finite.");
        // Makes 0 of −0, so that equal values have equal bytes.
        value += 0.0;
        if (binned is null && kept.Count < KeptValues.Most) kept.Add(value);
        else Sketch().Add(value);
    }

    /// <summary>Adds the values of another, which stays as it is.</summary>
    public void Merge(Distribution other)
    {
        if (other.binned is { } sketch)
        {
            Sketch().Merge(sketch);
            return;
        }
        // A copy where it is this one itself.
        foreach (var value in ReferenceEquals(other, this) ? kept.Values.ToArray() : other.kept.Values) Add(value);
    }

    /// <summary>The value below which a share of the values lies, in their unit.</summary>
    /// <remarks>At rank q(n − 1), linear between neighbours (type 7 of Hyndman, Fan, "Sample Quantiles in Statistical Packages", 1996).</remarks>
    /// <param name="q">The share, from 0 (the smallest value) to 1 (the largest).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">There are no values.</exception>
    public double Quantile(double q)
    {
        if (q is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile's share must be from 0 to 1.");
        if (Count == 0) throw new InvalidOperationException("No values have no quantiles.");
        var rank = q * (Count - 1);
        var below = Math.Min((long)rank, Count - 1);
        var low = ValueAt(below);
        return below == rank ? low : Between(low, ValueAt(below + 1), rank - below);
    }

    /// <summary>How many values lie where, ascending, without empty bins. A kept value is a bin by itself; any other bin is 2 % wide.</summary>
    public IEnumerable<(double From, double To, long Count)> Bins() => binned?.Bins() ?? kept.Distinct().Select(one => (one.Value, one.Value, (long)one.Count));

    /// <summary>Writes it compactly: 10 bytes for a single value, 1–3 a bin for many, 60 KiB at the very most.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(FormatVersion);
        writer.Write7BitEncodedInt64(Count);
        if (binned is { } sketch) sketch.Write(writer);
        else kept.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a version that is not known.</exception>
    public static Distribution Read(BinaryReader reader)
    {
        try
        {
            var version = reader.ReadByte();
            if (version != FormatVersion) throw new InvalidDataException($"A distribution's format {version} is not known.");
            return reader.Read7BitEncodedInt64() switch
            {
                < 0 => throw new InvalidDataException("A distribution has a negative number of values."),
                <= KeptValues.Most and var count => new() { kept = KeptValues.Read(reader, (int)count) },
                var count => new() { binned = QuantileSketch.Read(reader, count) },
            };
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("A distribution is damaged.", e);
        }
    }

    private static double Between(double low, double high, double share)
    {
        var distance = high - low;
        // The distance of two values can be too large for a double; what lies between them cannot.
        return double.IsFinite(distance) ? Math.Min(high, low + (distance * share)) : (low * (1 - share)) + (high * share);
    }

    private double ValueAt(long position) => binned?.ValueAt(position) ?? kept.Values[(int)position];

    private QuantileSketch Sketch()
    {
        if (binned is { } sketch) return sketch;
        sketch = binned = new(kept.Values);
        kept = new();
        return sketch;
    }
}
