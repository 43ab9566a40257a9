using PromptFunctions.Core.Routing;

namespace PromptFunctions.UnitTests.Routing;

/// <summary>How far buckets are from what chance gives, with the cells of equal width.</summary>
internal static class ChiSquare
{
    public static double Uniform(IEnumerable<int> buckets, int cells)
    {
        var counts = new int[cells];
        foreach (var bucket in buckets) counts[bucket * cells / Bucket.Count]++;
        return Distance(counts);
    }

    public static double Independent(IEnumerable<(int One, int Other)> buckets, int cells)
    {
        var counts = new double[cells, cells];
        var (rows, columns, total) = (new double[cells], new double[cells], 0.0);
        foreach (var (one, other) in buckets)
        {
            var (row, column) = (one * cells / Bucket.Count, other * cells / Bucket.Count);
            counts[row, column]++;
            rows[row]++;
            columns[column]++;
            total++;
        }
        var distance = 0.0;
        for (var row = 0; row < cells; row++)
        {
            for (var column = 0; column < cells; column++)
            {
                var expected = rows[row] * columns[column] / total;
                distance += Math.Pow(counts[row, column] - expected, 2) / expected;
            }
        }
        return distance;
    }

    private static double Distance(int[] counts)
    {
        var expected = counts.Sum() / (double)counts.Length;
        return counts.Sum(count => Math.Pow(count - expected, 2) / expected);
    }
}
