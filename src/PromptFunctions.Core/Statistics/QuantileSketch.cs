namespace PromptFunctions.Core.Statistics;

/// <summary>
/// Any number of values in little space: their moments exactly, each value within 1 %. Positive values, negative ones and
/// zeros are counted apart.
/// </summary>
/// <remarks>Source: Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees" (VLDB 2019).</remarks>
internal sealed class QuantileSketch
{
    private readonly SketchBins negatives;
    private readonly SketchBins positives;
    private long zeroCount;

    /// <summary>A sketch of some values.</summary>
    public QuantileSketch(ReadOnlySpan<double> values)
    {
        (negatives, positives) = (new(), new());
        foreach (var value in values) Add(value);
    }

    private QuantileSketch(Moments moments, long zeros, SketchBins negative, SketchBins positive) =>
        (Moments, zeroCount, negatives, positives) = (moments, zeros, negative, positive);

    /// <summary>The values' moments.</summary>
    public Moments Moments { get; private set; }

    /// <summary>Whether values near zero were put together, because the magnitudes span more than the bins.</summary>
    public bool IsCollapsed => negatives.Collapsed + positives.Collapsed > 0;

    /// <summary>Counts a value.</summary>
    public void Add(double value)
    {
        Moments = Moments.With(value);
        if (value > 0) positives.Add(SketchMapping.Key(value));
        else if (value < 0) negatives.Add(SketchMapping.Key(-value));
        else zeroCount++;
    }

    /// <summary>Counts the values of another; it stays as it is.</summary>
    public void Merge(QuantileSketch other)
    {
        Moments = Moments.Merge(other.Moments);
        positives.Merge(other.positives);
        negatives.Merge(other.negatives);
        zeroCount += other.zeroCount;
    }

    /// <summary>The value at a position, counted from 0 at the smallest: the extremes exactly, any other within 1 %.</summary>
    public double ValueAt(long position)
    {
        if (position == 0) return Moments.Min;
        if (position == Moments.Count - 1) return Moments.Max;
        return Math.Clamp(Approximate(position), Moments.Min, Moments.Max);
    }

    /// <summary>The bins that are not empty, ascending, cut at the extremes.</summary>
    public IEnumerable<(double From, double To, long Count)> Bins()
    {
        var (min, max) = (Moments.Min, Moments.Max);
        foreach (var (from, to, count) in Magnitudes(negatives).Reverse()) yield return (Math.Max(min, -to), Math.Min(max, -from), count);
        if (zeroCount > 0) yield return (0, 0, zeroCount);
        foreach (var (from, to, count) in Magnitudes(positives)) yield return (Math.Max(min, from), Math.Min(max, to), count);
    }

    /// <summary>Writes all but the number of values.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Moments.Min);
        writer.Write(Moments.Max);
        writer.Write(Moments.Mean);
        writer.Write(Moments.M2);
        writer.Write7BitEncodedInt64(zeroCount);
        negatives.Write(writer);
        positives.Write(writer);
    }

    /// <summary>Reads what was written; <see cref="InvalidDataException"/> where it cannot have been.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="count">How many values it was.</param>
    public static QuantileSketch Read(BinaryReader reader, long count)
    {
        var moments = new Moments(count, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var sketch = new QuantileSketch(moments, reader.Read7BitEncodedInt64(), SketchBins.Read(reader), SketchBins.Read(reader));
        if (!sketch.IsSound) throw new InvalidDataException("The figures of a distribution are damaged.");
        return sketch;
    }

    private bool IsSound
    {
        get
        {
            var (count, min, max, mean, squares) = Moments;
            return double.IsFinite(min) && double.IsFinite(max) && min <= mean && mean <= max && squares is >= 0 and <= double.MaxValue
                && zeroCount >= 0 && (zeroCount == 0 || (min <= 0 && max >= 0)) && negatives.Total <= count - zeroCount && positives.Total == count - zeroCount - negatives.Total
                && min < 0 == negatives.Total > 0 && max > 0 == positives.Total > 0;
        }
    }

    private static IEnumerable<(double From, double To, long Count)> Magnitudes(SketchBins bins)
    {
        var isLowest = true;
        foreach (var (key, count) in bins.Filled())
        {
            // What collapsed may lie anywhere down to zero.
            yield return (isLowest && bins.Collapsed > 0 ? 0 : SketchMapping.Top(key - 1), SketchMapping.Top(key), count);
            isLowest = false;
        }
    }

    private double Approximate(long position)
    {
        if (position < negatives.Total) return -SketchMapping.Value(negatives.KeyAt(negatives.Total - 1 - position));
        position -= negatives.Total;
        return position < zeroCount ? 0 : SketchMapping.Value(positives.KeyAt(position - zeroCount));
    }
}
