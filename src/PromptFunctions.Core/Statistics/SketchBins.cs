using System.Numerics;

namespace PromptFunctions.Core.Statistics;

/// <summary>
/// How many magnitudes fell into each bin of a sketch. At most <see cref="Most"/> consecutive bins below the highest key
/// are told apart; what lies nearer to zero counts into the lowest of them. What it comes to depends on the magnitudes
/// alone, in whichever order and groups they came.
/// </summary>
/// <remarks>Source: Masson, Rim, Lee, "DDSketch" (VLDB 2019), section 2.2 (collapsing).</remarks>
internal sealed class SketchBins
{
    /// <summary>The most bins.</summary>
    public const int Most = 2048;

    private const int Fewest = 32;

    // Only the range in use has an array, with some room on both sides: most sketches use a few hundred bins.
    private long[] cells = [];
    private int firstKey;
    private int lowestKey;
    private int highestKey;

    /// <summary>How many magnitudes there are.</summary>
    public long Total { get; private set; }

    /// <summary>How many of them count into the lowest bin, but would have had one nearer to zero.</summary>
    public long Collapsed { get; private set; }

    /// <summary>Counts a magnitude.</summary>
    public void Add(int key) => Add(key, 1);

    /// <summary>Counts what others have counted; they stay as they are.</summary>
    public void Merge(SketchBins other)
    {
        if (other.Total == 0) return;
        if (Total == 0) (lowestKey, highestKey) = (other.highestKey, other.highestKey);
        var highest = Math.Max(highestKey, other.highestKey);
        var floor = highest - Most + 1;
        Cover(Math.Max(floor, Math.Min(lowestKey, other.lowestKey)), highest);

        long below = 0;
        for (var key = other.lowestKey; key <= other.highestKey && key < floor; key++) below += other.cells[key - other.firstKey];
        if (below > 0)
        {
            cells[floor - firstKey] += below;
            Collapsed += below;
        }
        else
        {
            Collapsed += other.Collapsed;
        }
        for (var key = Math.Max(floor, other.lowestKey); key <= other.highestKey; key++) cells[key - firstKey] += other.cells[key - other.firstKey];
        Total += other.Total;
    }

    /// <summary>The key of the magnitude at a position, counted from 0 at the smallest.</summary>
    public int KeyAt(long position)
    {
        var key = lowestKey;
        for (var below = cells[key - firstKey]; below <= position; below += cells[key - firstKey]) key++;
        return key;
    }

    /// <summary>The bins that are not empty, from the smallest magnitudes on.</summary>
    public IEnumerable<(int Key, long Count)> Filled()
    {
        if (Total == 0) yield break;
        for (var key = lowestKey; key <= highestKey; key++)
        {
            if (cells[key - firstKey] is > 0 and var count) yield return (key, count);
        }
    }

    /// <summary>Writes the bins: where they begin, then by turns how many filled ones follow each other with their counts, and how many empty ones.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Total);
        if (Total == 0) return;
        writer.Write7BitEncodedInt64(Collapsed);
        writer.Write7BitEncodedInt(lowestKey - SketchMapping.LowestKey);
        for (var key = lowestKey; ;)
        {
            var filled = Run(key, isFilled: true);
            writer.Write7BitEncodedInt(filled);
            for (var end = key + filled; key < end; key++) writer.Write7BitEncodedInt64(cells[key - firstKey]);
            if (key > highestKey) break;
            var empty = Run(key, isFilled: false);
            writer.Write7BitEncodedInt(empty);
            key += empty;
        }
    }

    /// <summary>Reads what was written; <see cref="InvalidDataException"/> where it cannot have been.</summary>
    public static SketchBins Read(BinaryReader reader)
    {
        var bins = new SketchBins();
        var total = reader.Read7BitEncodedInt64();
        if (total == 0) return bins;
        var collapsed = reader.Read7BitEncodedInt64();
        Require(collapsed >= 0 && collapsed <= total);
        var key = ReadSmall(reader, 0, SketchMapping.HighestKey - SketchMapping.LowestKey) + SketchMapping.LowestKey;
        var lowest = key;
        while (true)
        {
            for (var filled = ReadSmall(reader, 1, lowest + Most - key); filled > 0; filled--, key++)
            {
                var count = reader.Read7BitEncodedInt64();
                Require(count > 0 && count <= total - bins.Total);
                bins.Add(key, count);
            }
            if (bins.Total == total) break;
            key += ReadSmall(reader, 1, lowest + Most - 1 - key);
        }
        Require(bins.highestKey <= SketchMapping.HighestKey);
        Require(collapsed == 0 || (bins.highestKey - lowest == Most - 1 && collapsed <= bins.cells[lowest - bins.firstKey]));
        bins.Collapsed = collapsed;
        return bins;
    }

    private static int ReadSmall(BinaryReader reader, int least, int most)
    {
        var number = reader.Read7BitEncodedInt();
        Require(number >= least && number <= most);
        return number;
    }

    private static void Require(bool isSound)
    {
        if (!isSound) throw new InvalidDataException("The bins of a sketch are damaged.");
    }

    private void Add(int key, long count)
    {
        if (Total == 0) (lowestKey, highestKey) = (key, key);
        if (key > highestKey)
        {
            Cover(Math.Max(lowestKey, key - Most + 1), key);
        }
        else if (key < lowestKey || cells.Length == 0)
        {
            var floor = highestKey - Most + 1;
            if (key < floor) Collapsed += count;
            key = Math.Max(key, floor);
            Cover(Math.Min(lowestKey, key), highestKey);
        }
        cells[key - firstKey] += count;
        Total += count;
    }

    /// <summary>Makes a range the one in use; bins below it count into its lowest.</summary>
    private void Cover(int lowest, int highest)
    {
        var below = Total > 0 && lowest > lowestKey ? TakeBelow(lowest) : 0;
        if (lowest < firstKey || highest >= firstKey + cells.Length) Place(lowest, highest);
        (lowestKey, highestKey) = (lowest, highest);
        if (below == 0) return;
        // All that collapsed before lies below too.
        Collapsed = below;
        cells[lowest - firstKey] += below;
    }

    private long TakeBelow(int lowest)
    {
        var bins = cells.AsSpan(lowestKey - firstKey, Math.Min(lowest, highestKey + 1) - lowestKey);
        long below = 0;
        foreach (var count in bins) below += count;
        bins.Clear();
        return below;
    }

    private void Place(int lowest, int highest)
    {
        var span = highest - lowest + 1;
        var counts = new long[Math.Min(Most, Math.Max(Fewest, (int)BitOperations.RoundUpToPowerOf2((uint)span)))];
        var first = lowest - ((counts.Length - span) / 2);
        var kept = Math.Max(lowest, lowestKey);
        if (Total > 0 && kept <= highestKey) Array.Copy(cells, kept - firstKey, counts, kept - first, highestKey - kept + 1);
        (cells, firstKey) = (counts, first);
    }

    private int Run(int from, bool isFilled)
    {
        var key = from;
        while (key <= highestKey && cells[key - firstKey] > 0 == isFilled) key++;
        return key - from;
    }
}
