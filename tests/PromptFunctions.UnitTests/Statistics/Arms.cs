using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

/// <summary>Two sides of a comparison as published tests give them.</summary>
internal static class Arms
{
    public static Estimate Control { get; } = OfSums(1396.87, 52377.9767, 3407);

    public static Estimate ShortControl { get; } = OfSums(1396.87, 52377.9767, 3000);

    public static Estimate Treatment { get; } = OfSums(2422.7, 134698.29, 3461);

    public static Estimate OfSums(double sum, double squares, long count) =>
        Estimate.Of(new Moments(count, double.MinValue, double.MaxValue, sum / count, squares - (sum * sum / count)), MetricKind.Mean);

    public static Estimate OfRate(double successes, long count) => Estimate.Of(Rate(successes, count), MetricKind.Proportion);

    public static Moments Rate(double successes, long count) => new(count, 0, 1, successes / count, successes * (count - successes) / count);

    /// <summary>The relative difference by the delta method.</summary>
    public static Estimate Relative(Estimate control, Estimate treatment) => treatment.RelativeTo(control, treatment.Value / control.Value)!.Value;
}
