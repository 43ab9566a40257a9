namespace PromptFunctions.Core.Statistics;

/// <summary>
/// Intervals and p-values that hold at all times together, so that anybody may look as often as they like and stop when
/// they like: an asymptotic confidence sequence.
/// </summary>
/// <remarks>
/// Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic confidence
/// sequences" (arXiv 2103.06476v7), equations 9 and 155.
/// </remarks>
/// <param name="alpha">How probable it may be that an interval ever misses; between 0 and 1.</param>
/// <param name="tuning">
/// N*: about which number of units the intervals are narrowest; above 0. It has to be chosen before there is data: one that
/// follows the data breaks the guarantee.
/// </param>
public sealed class ConfidenceSequence(double alpha, double tuning)
{
    /// <summary>ρ = √((−2 ln α + ln(−2 ln α + 1))/N*).</summary>
    public double Rho { get; } = Math.Sqrt(((-2 * Math.Log(alpha)) + Math.Log((-2 * Math.Log(alpha)) + 1)) / tuning);

    /// <summary>The half-width in standard errors: √N·√(2(Nρ² + 1)/(Nρ)²·ln(√(Nρ² + 1)/α)).</summary>
    /// <param name="units">N: how many units the estimate rests on, of both sides together; 1 or more.</param>
    public double Multiplier(long units) => Multiplier(units, alpha);

    /// <summary>The half-width in standard errors of an interval that misses with another probability, with the same ρ: √N·√(2(Nρ² + 1)/(Nρ)²·ln(√(Nρ² + 1)/level)).</summary>
    /// <param name="units">N: how many units the estimate rests on, of both sides together; 1 or more.</param>
    /// <param name="level">How probable it may be that such an interval ever misses; between 0 and 1.</param>
    public double Multiplier(long units, double level)
    {
        var spread = Spread(units);
        return Math.Sqrt(2 * spread / (spread - 1) * Math.Log(Math.Sqrt(spread) / level));
    }

    /// <summary>The interval around an estimate with one unit or more; the estimate alone where nothing varies.</summary>
    public Interval Around(Estimate estimate) => Around(estimate, alpha);

    /// <summary>
    /// The interval that misses with another probability, with the same ρ: it leaves 0 out exactly where
    /// <see cref="PValue"/> is at most the level. The estimate alone where nothing varies.
    /// </summary>
    /// <param name="estimate">An estimate with one unit or more.</param>
    /// <param name="level">How probable it may be that such an interval ever misses; between 0 and 1.</param>
    public Interval Around(Estimate estimate, double level)
    {
        var half = estimate.StandardError * Multiplier(estimate.Count, level);
        return new(Math.Max(-double.MaxValue, estimate.Value - half), Math.Min(double.MaxValue, estimate.Value + half));
    }

    /// <summary>
    /// How compatible a difference is with none: min(1, √(Nρ² + 1)·exp(−ρ²S/(2(Nρ² + 1)))) with S = Δ²·N/SE². It is at most
    /// α exactly where the interval leaves 0 out; 1, no evidence, where nothing varies.
    /// </summary>
    /// <param name="difference">A difference with one unit or more.</param>
    public double PValue(Estimate difference)
    {
        if (difference.StandardError == 0) return 1;
        var (spread, errors) = (Spread(difference.Count), difference.Value / difference.StandardError);
        // ρ²S = Nρ²·(Δ/SE)²·N/N: the units cancel once the difference is told in standard errors.
        return Math.Min(1, Math.Sqrt(spread) * Math.Exp(-(spread - 1) / (2 * spread) * errors * errors));
    }

    /// <summary>Nρ² + 1.</summary>
    private double Spread(long units) => (units * Rho * Rho) + 1;
}
