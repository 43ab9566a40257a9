namespace PromptFunctions.Core.Statistics;

/// <summary>Keeps the probability of finding any difference where there is none at α, however many comparisons are made.</summary>
/// <remarks>
/// Source: Holm, "A simple sequentially rejective multiple test procedure" (1979). With the p-values in ascending order, that
/// of rank k (from 0) is compared with α/(m − k), up to the first which is above; none after it is significant. A later one may
/// still be below its own α/(m − k). Its interval has the level at which the procedure stopped, as one at its own level would
/// leave 0 out though the comparison is not significant.
/// </remarks>
public static class HolmCorrection
{
    /// <summary>What each comparison comes to, in the order of the p-values.</summary>
    /// <param name="pValues">A p-value, 0 to 1, for each comparison; of equal ones the earlier has the lower rank.</param>
    /// <param name="alpha">How probable it may be that any is significant by chance; between 0 and 1.</param>
    public static IReadOnlyList<HolmResult> Of(IReadOnlyList<double> pValues, double alpha)
    {
        var results = new HolmResult[pValues.Count];
        var adjusted = 0.0;
        double? stopped = null;
        var left = pValues.Count;
        foreach (var at in Enumerable.Range(0, pValues.Count).OrderBy(at => pValues[at]))
        {
            adjusted = Math.Max(adjusted, Math.Min(1, pValues[at] * left));
            var (isSignificant, level) = (adjusted <= alpha, alpha / left);
            if (!isSignificant) stopped ??= level;
            results[at] = new(adjusted, isSignificant, !isSignificant && pValues[at] <= level ? stopped!.Value : level);
            left--;
        }
        return results;
    }
}
