using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Statistics;

/// <summary>A mean, a rate, or a difference of two, and how much one unit varies around it. Every figure is finite.</summary>
/// <param name="Count">How many units it rests on; of a difference, those of both sides.</param>
/// <param name="Value">The mean, from 0 to 1 for a rate; the difference.</param>
/// <param name="Deviation">The standard deviation of what one unit contributes, 0 or more: the estimate's own variance is its square divided by the count.</param>
public readonly record struct Estimate(long Count, double Value, double Deviation)
{
    /// <summary>The standard error; 0 without units.</summary>
    public double StandardError => Count < 1 ? 0 : Deviation / Math.Sqrt(Count);

    /// <summary>What some points say of a metric's mean, or of its rate.</summary>
    /// <remarks>
    /// The variance of a rate p is p(1 − p), without Bessel's correction; at exactly 0 or 1 it is that of
    /// (x + 1)/(n + 2), so that 0 % against 100 % is evidence.
    /// </remarks>
    /// <param name="moments">The points' moments.</param>
    /// <param name="kind">What the values are. Points from before a metric became a proportion may lie outside of 0 to 1: they count as any numbers.</param>
    public static Estimate Of(Moments moments, MetricKind kind) => Of(moments.Count, moments.Mean, moments.Std, kind);

    /// <summary>What some points say of a metric's mean, or of its rate, as <see cref="Of(Moments, MetricKind)"/> has it.</summary>
    public static Estimate Of(MetricSummary summary, MetricKind kind) => Of(summary.Count, summary.Mean, summary.Std, kind);

    /// <summary>The difference to a baseline: Δ = r_t − r_c, SE² = v_t/n_t + v_c/n_c. Both have units.</summary>
    public Estimate Minus(Estimate baseline) =>
        Difference(Count + baseline.Count, Value - baseline.Value, double.Hypot(StandardError, baseline.StandardError));

    /// <summary>
    /// The difference to a baseline in terms of its size, Δ/|r_c|: SE² = v_t/(n_t·r_c²) + v_c·ratio²/(n_c·r_c²), by the delta
    /// method (Deng, Knoblich, Lu 2018, "Applying the Delta Method in Metric Analytics"). Both have units; null where the
    /// baseline is 0, which nothing is relative to.
    /// </summary>
    /// <param name="baseline">What to compare with.</param>
    /// <param name="ratio">
    /// r_t/r_c, which tells how much the baseline's chance counts. The delta method takes the observed one. A test of a bound
    /// takes that at the bound: a candidate that happens to be near 0 would otherwise hide how little the baseline says.
    /// </param>
    public Estimate? RelativeTo(Estimate baseline, double ratio)
    {
        if (baseline.Value == 0) return null;
        var size = Math.Abs(baseline.Value);
        return Difference(Count + baseline.Count, (Value - baseline.Value) / size,
            double.Hypot(StandardError / size, baseline.StandardError / size * ratio));
    }

    /// <summary>The estimate in another unit.</summary>
    /// <param name="factor">How many of the other unit one of this is; finite.</param>
    public Estimate Times(double factor) => new(Count, Bounded(Value * factor), Bounded(Deviation * Math.Abs(factor)));

    /// <summary>A rate from 0 to 1 of units with one observation each, which varies as <see cref="Of(Moments, MetricKind)"/> has it.</summary>
    internal static Estimate OfRate(long count, double rate) => new(count, rate, DeviationOfRate(count, rate));

    private static Estimate Of(long count, double mean, double std, MetricKind kind) =>
        kind == MetricKind.Proportion && mean is >= 0 and <= 1 ? OfRate(count, mean) : new(count, mean, std);

    private static Estimate Difference(long count, double value, double error) => new(count, Bounded(value), Bounded(error * Math.Sqrt(count)));

    private static double DeviationOfRate(long count, double rate)
    {
        if (rate is 0 or 1) rate = ((rate * count) + 1) / (count + 2.0);
        return Math.Sqrt(rate * (1 - rate));
    }

    /// <summary>What has outgrown a double stays at its end; what cannot be told is as uncertain as can be.</summary>
    private static double Bounded(double figure) => double.IsNaN(figure) ? double.MaxValue : Math.Clamp(figure, -double.MaxValue, double.MaxValue);
}
