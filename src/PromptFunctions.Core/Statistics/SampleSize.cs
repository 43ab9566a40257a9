using MathNet.Numerics.Distributions;

namespace PromptFunctions.Core.Statistics;

/// <summary>
/// How many subjects each of two arms needs, 2 or more, for a difference to be found with a given power, two-sided: at a
/// single look at the end, or, with a <see cref="ConfidenceSequence"/>, by then with looks at any time.
/// </summary>
/// <remarks>
/// At a single look they are the numbers, rounded up, of R's <c>power.t.test</c> (the noncentral t) and
/// <c>power.prop.test</c> (the normal with a pooled variance), both with <c>strict = FALSE</c>: finding the opposite of a
/// difference is no success. With looks at any time: the first number n at which a difference has Multiplier(2n) + z_power
/// standard errors; an interval that has left 0 out before counts as well, so that the power is a little more.
/// Null where it would be more than 10¹⁵.
/// </remarks>
public static class SampleSize
{
    private const long Most = 1_000_000_000_000_000;

    /// <summary>For a difference of two means at a single look.</summary>
    /// <param name="difference">The size of the difference to find, in the metric's unit; above 0.</param>
    /// <param name="std">The standard deviation of one subject in either arm, in the same unit; above 0.</param>
    /// <param name="alpha">How probable it may be to find a difference that is none; between 0 and 1.</param>
    /// <param name="power">How probable it shall be to find the difference; between 0 and 1.</param>
    public static long? OfMeans(double difference, double std, double alpha, double power) =>
        Smallest(n => PowerOfMeans(n, difference, std, alpha) >= power);

    /// <summary>For a difference of two means with looks at any time.</summary>
    /// <param name="difference">The size of the difference to find, in the metric's unit; above 0.</param>
    /// <param name="std">The standard deviation of one subject in either arm, in the same unit; above 0.</param>
    /// <param name="alpha">The level of the intervals; between 0 and 1.</param>
    /// <param name="power">How probable it shall be to find the difference; between 0 and 1.</param>
    /// <param name="sequence">The intervals that are looked at, which have the ρ.</param>
    public static long? OfMeans(double difference, double std, double alpha, double power, ConfidenceSequence sequence) =>
        Sequential(difference / std / Math.Sqrt(2), alpha, power, sequence);

    /// <summary>For two rates that differ, at a single look.</summary>
    /// <param name="rate">One rate; 0 to 1.</param>
    /// <param name="other">The other rate; 0 to 1.</param>
    /// <param name="alpha">How probable it may be to find a difference that is none; between 0 and 1.</param>
    /// <param name="power">How probable it shall be to find the difference; between 0 and 1.</param>
    public static long? OfRates(double rate, double other, double alpha, double power)
    {
        var n = Math.Ceiling(ExactOfRates(rate, other, alpha, power));
        return n <= Most ? Math.Max(2, (long)n) : null;
    }

    /// <summary>For two rates that differ, with looks at any time.</summary>
    /// <param name="rate">One rate; 0 to 1.</param>
    /// <param name="other">The other rate; 0 to 1.</param>
    /// <param name="alpha">The level of the intervals; between 0 and 1.</param>
    /// <param name="power">How probable it shall be to find the difference; between 0 and 1.</param>
    /// <param name="sequence">The intervals that are looked at, which have the ρ.</param>
    public static long? OfRates(double rate, double other, double alpha, double power, ConfidenceSequence sequence) =>
        Sequential(Math.Abs(rate - other) / DeviationOf(rate, other), alpha, power, sequence);

    /// <summary>As many as it takes at two rates, before it is rounded.</summary>
    internal static double ExactOfRates(double rate, double other, double alpha, double power)
    {
        var both = rate + other;
        var errors = (Upper(alpha / 2) * Math.Sqrt(both * (1 - (both / 2)))) + (Upper(1 - power) * DeviationOf(rate, other));
        return Math.Pow(Math.Max(0, errors) / Math.Abs(rate - other), 2);
    }

    /// <summary>The power of a single look at two means with some subjects in each arm.</summary>
    internal static double PowerOfMeans(double subjects, double difference, double std, double alpha)
    {
        var freedom = 2 * (subjects - 1);
        return NoncentralT.UpperTail(WelchTest.Critical(alpha, freedom), freedom, Math.Min(double.MaxValue, Math.Sqrt(subjects / 2) * (difference / std)));
    }

    private static long? Sequential(double errorsOfOne, double alpha, double power, ConfidenceSequence sequence)
    {
        var extra = Upper(1 - power);
        return Smallest(n => errorsOfOne * Math.Sqrt(n) >= sequence.Multiplier(2 * n, alpha) + extra);
    }

    private static double DeviationOf(double rate, double other) => Math.Sqrt((rate * (1 - rate)) + (other * (1 - other)));

    /// <summary>The normal quantile that is exceeded with a probability.</summary>
    private static double Upper(double probability) => -Normal.InvCDF(0, 1, probability);

    private static long? Smallest(Func<long, bool> isEnough)
    {
        long enough = 2;
        while (!isEnough(enough))
        {
            if (enough == Most) return null;
            enough = Math.Min(Most, 2 * enough);
        }
        for (var tooFew = enough == 2 ? 1 : enough / 2; enough - tooFew > 1;)
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            if (isEnough(middle)) enough = middle;
            else tooFew = middle;
        }
        return enough;
    }
}
