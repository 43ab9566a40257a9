namespace PromptFunctions.Core.Experiments.Analysis;

/// <summary>Decides what results come to.</summary>
internal static class ExperimentRules
{
    /// <summary>The first decision that applies, and the arm that won.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="arms">What was recorded for each arm.</param>
    /// <param name="ratio">Whether the arms have the shares that they should.</param>
    /// <param name="comparisons">What was found.</param>
    /// <param name="atLeast">How much better a treatment is at least on the first success metric, all at one level.</param>
    public static (ExperimentDecision Decision, string? Winner) Decide(
        ExperimentRecord experiment, IReadOnlyList<ArmResult> arms, SampleRatio ratio, IReadOnlyList<ArmComparison> comparisons, IReadOnlyDictionary<string, double> atLeast)
    {
        if (!ratio.Ok) return (ExperimentDecision.SampleRatioMismatch, null);
        if (Lacking(experiment, arms, comparisons).Any()) return (ExperimentDecision.InsufficientData, null);
        var treatments = comparisons.GroupBy(row => row.Arm).ToList();
        if (treatments.Any(rows => Has(rows, ComparisonVerdict.Better) && Has(rows, ComparisonVerdict.Worse))) return (ExperimentDecision.Conflict, null);
        var better = treatments.Where(rows => Has(rows, ComparisonVerdict.Better)).Select(rows => rows.Key).ToList();
        if (better.Count > 0) return (ExperimentDecision.Winner, better.MaxBy(arm => atLeast[arm]));
        return treatments.All(rows => Has(rows, ComparisonVerdict.Worse)) ? (ExperimentDecision.Winner, arms[0].Name) : (ExperimentDecision.NoDifference, null);
    }

    /// <summary>
    /// The arms that have fewer subjects than they need: at all, or with a metric on which a difference was found, which would
    /// otherwise be decided by the few that have it.
    /// </summary>
    public static IEnumerable<(string Arm, long Subjects, string? Metric)> Lacking(ExperimentRecord experiment, IReadOnlyList<ArmResult> arms, IReadOnlyList<ArmComparison> comparisons)
    {
        var few = arms.Where(arm => arm.Subjects < experiment.MinSubjectsPerArm).Select(arm => (arm.Name, arm.Subjects, (string?)null)).ToList();
        if (few.Count > 0) return few;
        return
            from row in comparisons
            where row.Verdict != ComparisonVerdict.None
            from arm in arms
            where arm.Name == row.Arm || arm == arms[0]
            let subjects = arm.Metrics[row.Metric].Subjects
            where subjects < experiment.MinSubjectsPerArm
            select (arm.Name, subjects, (string?)row.Metric);
    }

    private static bool Has(IEnumerable<ArmComparison> rows, ComparisonVerdict verdict) => rows.Any(row => row.Verdict == verdict);
}
