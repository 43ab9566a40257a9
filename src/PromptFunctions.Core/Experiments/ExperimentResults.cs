namespace PromptFunctions.Core.Experiments;

/// <summary>What an experiment found.</summary>
/// <param name="Arms">What was recorded for each arm, the control first.</param>
/// <param name="SampleRatio">Whether the arms have the shares of the subjects that they should.</param>
/// <param name="Comparisons">Each treatment against the control on each success metric.</param>
/// <param name="Decision">What that comes to.</param>
/// <param name="Winner">The arm that won; null where none did.</param>
/// <param name="Recommendation">What to do now, in one sentence.</param>
public sealed record ExperimentResults(
    IReadOnlyList<ArmResult> Arms, SampleRatio SampleRatio, IReadOnlyList<ArmComparison> Comparisons, ExperimentDecision Decision, string? Winner, string Recommendation)
{
    /// <summary>How many subjects have results.</summary>
    internal long Subjects => Arms.Sum(arm => arm.Subjects);

    /// <summary>How many values they have.</summary>
    internal long Observations => Arms.Sum(arm => arm.Observations);
}
