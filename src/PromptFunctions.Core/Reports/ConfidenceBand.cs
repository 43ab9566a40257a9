using MathNet.Numerics.Distributions;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports;

/// <summary>The 95 % confidence interval of a mean, for the eye: it is not corrected for being looked at often.</summary>
public static class ConfidenceBand
{
    private const double Z = 1.959963984540054;

    // From here on Student's t is the normal distribution in all digits that can be seen.
    private const double MostFreedom = 1e6;

    /// <summary>
    /// The interval: Student's for a mean, Wilson's for a proportion (Wilson 1927, "Probable Inference"); null below two values.
    /// </summary>
    public static (double Low, double High)? Of(MetricKind kind, long count, double mean, double std)
    {
        if (count < 2) return null;
        // A merged mean of ones may come out a rounding above 1.
        if (kind == MetricKind.Proportion) return Wilson(count, Math.Clamp(mean, 0, 1));
        var half = StudentT.InvCDF(0, 1, Math.Min(count - 1, MostFreedom), 0.975) * std / Math.Sqrt(count);
        return double.IsFinite(mean - half) && double.IsFinite(mean + half) ? (mean - half, mean + half) : null;
    }

    private static (double Low, double High) Wilson(long count, double rate)
    {
        var z2 = Z * Z / count;
        var middle = rate + (z2 / 2);
        var half = Z * Math.Sqrt((rate * (1 - rate) / count) + (z2 / (4 * count)));
        // Rounding must not leave the rate outside of its own interval at 0 and 1.
        return (Math.Clamp((middle - half) / (1 + z2), 0, rate), Math.Clamp((middle + half) / (1 + z2), rate, 1));
    }
}
