using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace PromptFunctions.Core.Statistics;

/// <summary>Student's t where there is a difference: (Z + δ)/s with a normal Z and an independent s = √(χ²/ν).</summary>
internal static class NoncentralT
{
    // From here on the normal approximation differs from the integral by some 1e-11, and rounding by as much.
    private const double MostFreedom = 3e5;

    // Both ends of s lie this many times 1/√ν from 1: some 11 standard deviations.
    private const double Reach = 8;

    /// <summary>How probable it is that it exceeds a t: ∫Φ(δ − t·s)·f(s) ds, in absolute terms accurate to 1e-10.</summary>
    /// <param name="t">The t to exceed; finite.</param>
    /// <param name="freedom">ν: the degrees of freedom; 1 or more.</param>
    /// <param name="noncentrality">δ: the difference in standard errors; finite.</param>
    public static double UpperTail(double t, double freedom, double noncentrality)
    {
        if (freedom > MostFreedom) return NormalTail(t, freedom, noncentrality);
        var reach = Reach / Math.Sqrt(freedom);
        // In u = s − 1, for the digits where ν is large. A factor that both integrals have is left out.
        double Density(double u) => u <= -1 ? 0 : Math.Exp(((freedom - 1) * SpecialFunctions.Log1p(u)) - (freedom * (u + (u * u / 2))));
        var (from, to) = (Math.Max(-1, -reach), reach);
        return Math.Clamp(Over(u => Normal.CDF(0, 1, noncentrality - (t * (1 + u))) * Density(u), from, to) / Over(Density, from, to), 0, 1);
    }

    /// <summary>Abramowitz, Stegun, "Handbook of Mathematical Functions", 26.7.10.</summary>
    private static double NormalTail(double t, double freedom, double noncentrality) =>
        Normal.CDF(0, 1, (noncentrality - (t * (1 - (1 / (4 * freedom))))) / double.Hypot(1, t / Math.Sqrt(2 * freedom)));

    private static double Over(Func<double, double> function, double from, double to)
    {
        const int Panels = 16;
        var width = (to - from) / Panels;
        var sum = 0.0;
        // One panel after the other: the middle of a wide one would miss a narrow peak.
        for (var i = 0; i < Panels; i++) sum += GaussKronrodRule.Integrate(function, from + (i * width), from + ((i + 1) * width), out _, out _, 1e-11, 10, 31);
        return sum;
    }
}
