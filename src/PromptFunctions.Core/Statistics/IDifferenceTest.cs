namespace PromptFunctions.Core.Statistics;

/// <summary>Tells whether two arms differ, and by how much. Never NaN: below two units on a side or without any variance there is no evidence.</summary>
public interface IDifferenceTest
{
    /// <summary>How compatible the arms are with no difference, 0 to 1; 1 where there is no evidence.</summary>
    double PValue(Estimate control, Estimate treatment);

    /// <summary>Where the treatment's value less the control's lies, in the metric's unit; null where there is no evidence.</summary>
    /// <param name="level">How probable it may be that the interval misses; between 0 and 1. It leaves 0 out exactly where the p-value is at most this.</param>
    /// <param name="control">The arm to compare with.</param>
    /// <param name="treatment">The arm that is compared.</param>
    Interval? IntervalAt(double level, Estimate control, Estimate treatment);
}
