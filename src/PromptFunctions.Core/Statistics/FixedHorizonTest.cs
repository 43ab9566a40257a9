namespace PromptFunctions.Core.Statistics;

/// <summary>The test of two arms that is only honest when it is looked at once: <see cref="WelchTest"/>, and the interval to it.</summary>
public sealed class FixedHorizonTest : IDifferenceTest
{
    /// <inheritdoc/>
    public double PValue(Estimate control, Estimate treatment) => WelchTest.TwoSided(control, treatment);

    /// <inheritdoc/>
    public Interval? IntervalAt(double level, Estimate control, Estimate treatment)
    {
        if (!WelchTest.HasEvidence(control, treatment)) return null;
        var difference = treatment.Minus(control);
        var half = difference.StandardError * WelchTest.Critical(level, WelchTest.Freedom(control, treatment));
        return new(Math.Max(-double.MaxValue, difference.Value - half), Math.Min(double.MaxValue, difference.Value + half));
    }
}
