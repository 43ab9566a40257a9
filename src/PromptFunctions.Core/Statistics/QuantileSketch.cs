namespace PromptFunctions.Core.Statistics;

/// <summary>
/// Any number of values in little space: their moments exactly, each value within 1 %. Positive values, negative ones and
/// zeros are counted apart.
/// </summary>
/// <remarks>Source: Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees" (VLDB 2019).</remarks>
internal sealed class QuantileSketch
{
    private readonly SketchBins _negative;
    private readonly SketchBins _positive;
    private long _zeros;

    /// <summary>A sketch of some values.</summary>
    public QuantileSketch(ReadOnlySpan<double> values)
    {
        (_negative, _positive) = (new(), new());
        foreach (var value in values) Add(value);
    }

    private QuantileSketch(Moments moments, long zeros, SketchBins negative, SketchBins positive) =>
        (Moments, _zeros, _negative, _positive) = (moments, zeros, negative, positive);

    /// <summary>The values' moments.</summary>
    public Moments Moments { get; private set; }

    /// <summary>Whether values near zero were put together, because the magnitudes span more than the bins.</summary>
    public bool IsCollapsed => _negative.Collapsed + _positive.Collapsed > 0;

    /// <summary>Counts a value.</summary>
    public void Add(double value)
    {
        Moments = Moments.With(value);
        if (value > 0) _positive.Add(SketchMapping.Key(value));
        else if (value < 0) _negative.Add(SketchMapping.Key(-value));
        else _zeros++;
    }

    /// <summary>Counts the values of another; it stays as it is.</summary>
    public void Merge(QuantileSketch other)
    {
        Moments = Moments.Merge(other.Moments);
        _positive.Merge(other._positive);
        _negative.Merge(other._negative);
        _zeros += other._zeros;
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
        foreach (var (from, to, count) in Magnitudes(_negative).Reverse()) yield return (Math.Max(min, -to), Math.Min(max, -from), count);
        if (_zeros > 0) yield return (0, 0, _zeros);
        foreach (var (from, to, count) in Magnitudes(_positive)) yield return (Math.Max(min, from), Math.Min(max, to), count);
    }

    /// <summary>Writes all but the number of values.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Moments.Min);
        writer.Write(Moments.Max);
        writer.Write(Moments.Mean);
        writer.Write(Moments.M2);
        writer.Write7BitEncodedInt64(_zeros);
        _negative.Write(writer);
        _positive.Write(writer);
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
                && _zeros >= 0 && (_zeros == 0 || (min <= 0 && max >= 0)) && _negative.Total <= count - _zeros && _positive.Total == count - _zeros - _negative.Total
                && min < 0 == _negative.Total > 0 && max > 0 == _positive.Total > 0;
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
        if (position < _negative.Total) return -SketchMapping.Value(_negative.KeyAt(_negative.Total - 1 - position));
        position -= _negative.Total;
        return position < _zeros ? 0 : SketchMapping.Value(_positive.KeyAt(position - _zeros));
    }
}
