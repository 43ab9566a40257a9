using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments;

/// <summary>Cuts the buckets by weight.</summary>
public static class ExperimentSplit
{
    /// <summary>The bucket before which each arm ends, in the arms' order: ⌊10000·cumulative/total + ½⌋.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> weights)
    {
        // In decimals, as people write weights: 0.1 + 0.2 is 0.3.
        var exact = weights.Select(weight => (decimal)weight).ToList();
        var (total, sum) = (exact.Sum(), 0m);
        return [.. exact.Select(weight => (int)decimal.Floor((Bucket.Count * (sum += weight) / total) + 0.5m))];
    }

    /// <summary>Whether every arm gets a bucket or more.</summary>
    public static bool IsPossible(IReadOnlyList<double> weights)
    {
        if (weights.Any(weight => weight is not (> 1e-9 and < 1e9))) return false;
        var ends = Of(weights);
        return ends.Zip(ends.Prepend(0)).All(range => range.First > range.Second);
    }
}
