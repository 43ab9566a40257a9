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

    /// <summary>
    /// The two-sided p-value, 0 to 1, of no difference: t = Δ/√(v_c/n_c + v_t/n_t). It is 1, no evidence, below two units on a
    /// side and where neither side varies.
    /// </summary>
    public static double TwoSided(Estimate one, Estimate other)
    {
        if (one.Count < 2 || other.Count < 2) return 1;
        var difference = other.Minus(one);
        return difference.StandardError == 0 ? 1 : Tails(difference.Value / difference.StandardError, Freedom(one, other));
    }

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
}
