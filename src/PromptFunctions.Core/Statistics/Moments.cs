namespace PromptFunctions.Core.Statistics;

/// <summary>
/// How many values there are, the extremes, the mean, and how far they spread. Two of them merge into that of all their
/// values; every figure stays finite whatever finite values go in.
/// </summary>
/// <remarks>
/// Source: Chan, Golub, LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances" (1979): with
/// δ = mean_b − mean_a, mean = mean_a + δ·n_b/n and M2 = M2_a + M2_b + δ²·n_a·n_b/n. Sums of squares would lose
/// everything where the mean is large against the spread.
/// </remarks>
/// <param name="Count">How many values; 0 or more.</param>
/// <param name="Min">The smallest value; 0 without values.</param>
/// <param name="Max">The largest value; 0 without values.</param>
/// <param name="Mean">The mean, between the extremes; 0 without values.</param>
/// <param name="M2">The sum of squared distances from the mean; never above <see cref="double.MaxValue"/>, where it stays.</param>
public readonly record struct Moments(long Count, double Min, double Max, double Mean, double M2)
{
    /// <summary>The sample variance, in the values' unit squared: M2/(n − 1); 0 below two values.</summary>
    public double Variance => Count < 2 ? 0 : M2 < double.MaxValue ? M2 / (Count - 1) : double.MaxValue;

    /// <summary>
    /// The sample standard deviation, in the values' unit; 0 below two values. Once the squares have outgrown a double, it
    /// is the most that the extremes allow (Popoviciu 1935).
    /// </summary>
    public double Std => M2 < double.MaxValue ? Math.Sqrt(Variance) : Math.Min(double.MaxValue, ((Max / 2) - (Min / 2)) * Math.Sqrt(Count / (Count - 1.0)));

    /// <summary>Those of a single value.</summary>
    /// <param name="value">A finite value.</param>
    public static Moments Of(double value) => new(1, value, value, value, 0);

    /// <summary>Those with one value more.</summary>
    /// <param name="value">A finite value.</param>
    public Moments With(double value) => Merge(Of(value));

    /// <summary>
    /// Those without values that are part of these. The extremes stay: nothing is left that tells whose they were.
    /// </summary>
    public Moments Without(Moments part)
    {
        var count = Count - part.Count;
        if (count < 1) return default;
        var share = (double)part.Count / count;
        var mean = Math.Clamp(Mean + ((Mean - part.Mean) * share), Min, Max);
        var distance = part.Mean - mean;
        var squares = M2 - part.M2 - (distance * distance * part.Count * ((double)count / Count));
        return new(count, Min, Max, mean, double.IsNaN(squares) ? double.MaxValue : Math.Clamp(squares, 0, double.MaxValue));
    }

    /// <summary>Those of the values of both.</summary>
    public Moments Merge(Moments other)
    {
        if (Count == 0) return other;
        if (other.Count == 0) return this;
        var count = Count + other.Count;
        var share = (double)other.Count / count;
        var distance = other.Mean - Mean;
        // The distance of two values can be too large for a double, their mean cannot.
        var mean = double.IsFinite(distance) ? Mean + (distance * share) : (Mean * (1 - share)) + (other.Mean * share);
        var squares = M2 + other.M2 + (distance * distance * share * Count);
        return new(count, Math.Min(Min, other.Min), Math.Max(Max, other.Max), mean, Math.Min(double.MaxValue, squares));
    }
}
