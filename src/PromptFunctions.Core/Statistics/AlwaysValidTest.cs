namespace PromptFunctions.Core.Statistics;

/// <summary>
/// The test of two arms that may be looked at as often as one likes: a <see cref="ConfidenceSequence"/> of their difference,
/// with the units of both as N.
/// </summary>
/// <param name="alpha">The experiment's α; between 0 and 1. ρ follows from it at every level, so that interval and p agree.</param>
/// <param name="tuning">N*: about which number of units the intervals are narrowest; above 0, and chosen before there is data.</param>
public sealed class AlwaysValidTest(double alpha, double tuning) : IDifferenceTest
{
    private readonly ConfidenceSequence sequence = new(alpha, tuning);

    /// <inheritdoc/>
    public double PValue(Estimate control, Estimate treatment) => WelchTest.HasEvidence(control, treatment) ? sequence.PValue(treatment.Minus(control)) : 1;

    /// <inheritdoc/>
    public Interval? IntervalAt(double level, Estimate control, Estimate treatment) =>
        WelchTest.HasEvidence(control, treatment) ? sequence.Around(treatment.Minus(control), level) : null;
}
