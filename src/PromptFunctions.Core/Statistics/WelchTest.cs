using MathNet.Numerics.Distributions;

namespace PromptFunctions.Core.Statistics;

/// <summary>
/// Whether two means differ, by Welch's t-test. It is only honest when it is looked at once: who looks again and again
/// until it is significant needs a <see cref="ConfidenceSequence"/>.
/// </summary>
/// <remarks>Source: Welch, "The generalization of 'Student's' problem when several different population variances are involved" (1947).</remarks>
public static class WelchTest
{
    // From here on Student's t is the normal distribution in all digits that matter, and its numerics get worse.
    private const double MostFreedom = 1e8;

    // From here on the quantile's expansion in 1/ν is exact in a double's digits.
    private const double ExpandedFreedom = 1e6;

    /// <summary>
    /// The two-sided p-value, 0 to 1, of no difference: t = Δ/√(v_c/n_c + v_t/n_t). It is 1, no evidence, below two units on a
    /// side and where neither side varies.
    /// </summary>
    public static double TwoSided(Estimate one, Estimate other)
    {
        if (!HasEvidence(one, other)) return 1;
        var difference = other.Minus(one);
        return Tails(difference.Value / difference.StandardError, Freedom(one, other));
    }

    /// <summary>Whether there is anything to compare: two units or more on each side, and any variance.</summary>
    internal static bool HasEvidence(Estimate one, Estimate other) => one.Count > 1 && other.Count > 1 && other.Minus(one).StandardError > 0;

    /// <summary>Welch–Satterthwaite: ν = (v_c/n_c + v_t/n_t)²/((v_c/n_c)²/(n_c − 1) + (v_t/n_t)²/(n_t − 1)).</summary>
    internal static double Freedom(Estimate one, Estimate other)
    {
        var (error, both) = (one.StandardError, double.Hypot(one.StandardError, other.StandardError));
        // In shares of their sum, whose squares neither vanish nor overflow.
        var share = error / both * (error / both);
        return 1 / ((share * share / (one.Count - 1)) + ((1 - share) * (1 - share) / (other.Count - 1)));
    }

    /// <summary>How probable a t is that is at least as far from 0.</summary>
    internal static double Tails(double t, double freedom) =>
        Math.Min(1, 2 * StudentT.CDF(0, 1, Math.Min(freedom, MostFreedom), -Math.Min(Math.Abs(t), double.MaxValue)));

    /// <summary>The t above 0 that is exceeded, on both sides, with a probability between 0 and 1: the inverse of <see cref="Tails"/>.</summary>
    internal static double Critical(double tails, double freedom)
    {
        var normal = -Normal.InvCDF(0, 1, tails / 2);
        if (freedom > ExpandedFreedom) return Expanded(normal, freedom);
        // The logarithm of the tails over that of t is concave: Newton's method arrives from wherever it starts.
        var t = normal;
        for (var i = 0; i < 100; i++)
        {
            var probability = Tails(t, freedom);
            var step = probability / (2 * t * StudentT.PDF(0, 1, freedom, t)) * Math.Log(probability / tails);
            if (!double.IsFinite(step)) break;
            t *= Math.Exp(step);
            if (Math.Abs(step) < 1e-14) break;
        }
        return Math.Min(t, double.MaxValue);
    }

    /// <summary>Abramowitz, Stegun, "Handbook of Mathematical Functions", 26.7.5.</summary>
    private static double Expanded(double z, double freedom)
    {
        var square = z * z;
        return z * (1 + ((square + 1) / (4 * freedom)) + (((((5 * square) + 16) * square) + 3) / (96 * freedom * freedom)));
    }
}
