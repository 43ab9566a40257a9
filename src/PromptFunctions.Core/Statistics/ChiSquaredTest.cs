using MathNet.Numerics;

namespace PromptFunctions.Core.Statistics;

/// <summary>Whether counts come from given shares: the test for a sample ratio mismatch.</summary>
/// <remarks>
/// Source: Pearson, "On the criterion that a given system of deviations …" (1900). χ² = Σ(observed − expected)²/expected with
/// k − 1 degrees of freedom; an approximation that wants some 5 to 8 expected in each.
/// </remarks>
public static class ChiSquaredTest
{
    /// <summary>How probable counts at least as far from the shares are, 0 to 1; 1 where nothing was observed.</summary>
    /// <remarks>What has no share and was not observed is left out; what has none and was observed is impossible.</remarks>
    /// <param name="observed">How often each was observed; 0 or more.</param>
    /// <param name="shares">As many relative shares, finite and 0 or more; only their ratios matter.</param>
    public static double PValue(IReadOnlyList<long> observed, IReadOnlyList<double> shares)
    {
        var total = observed.Sum(count => (double)count);
        if (total == 0) return 1;
        var (all, statistic, freedom) = (shares.Sum(), 0.0, -1);
        for (var i = 0; i < observed.Count; i++)
        {
            if (shares[i] > 0)
            {
                var expected = total * (shares[i] / all);
                statistic += (observed[i] - expected) / expected * (observed[i] - expected);
                freedom++;
            }
            else if (observed[i] > 0)
            {
                return 0;
            }
        }
        return freedom < 1 || statistic == 0 ? 1 : UpperTail(statistic, freedom);
    }

    /// <summary>The upper tail itself: one minus the distribution would have no digits left where it matters.</summary>
    private static double UpperTail(double statistic, int freedom)
    {
        var tail = SpecialFunctions.GammaUpperRegularized(freedom / 2.0, Math.Min(statistic, double.MaxValue) / 2);
        return double.IsNaN(tail) ? 0 : Math.Clamp(tail, 0, 1);
    }
}
