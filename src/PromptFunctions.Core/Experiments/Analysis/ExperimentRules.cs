using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Experiments.Analysis;

/// <summary>Decides what results come to.</summary>
internal static class ExperimentRules
{
    /// <summary>The first decision that applies, and the arm that won.</summary>
    public static (ExperimentDecision Decision, string? Winner) Decide(
        ExperimentRecord experiment, IReadOnlyList<ArmResult> arms, SampleRatio ratio, IReadOnlyList<ArmComparison> comparisons)
    {
        if (!ratio.Ok) return (ExperimentDecision.SampleRatioMismatch, null);
        if (arms.Any(arm => arm.Subjects < experiment.MinSubjectsPerArm)) return (ExperimentDecision.InsufficientData, null);
        var treatments = comparisons.GroupBy(row => row.Arm).ToList();
        if (treatments.Any(rows => Has(rows, ComparisonVerdict.Better) && Has(rows, ComparisonVerdict.Worse))) return (ExperimentDecision.Conflict, null);
        var better = treatments.Where(rows => Has(rows, ComparisonVerdict.Better)).Select(rows => rows.Key).ToList();
        if (better.Count > 0) return (ExperimentDecision.Winner, better.MaxBy(arm => LowerBound(experiment.SuccessMetrics[0], arm, comparisons)));
        return treatments.All(rows => Has(rows, ComparisonVerdict.Worse)) ? (ExperimentDecision.Winner, arms[0].Name) : (ExperimentDecision.NoDifference, null);
    }

    private static bool Has(IEnumerable<ArmComparison> rows, ComparisonVerdict verdict) => rows.Any(row => row.Verdict == verdict);

    /// <summary>How much better an arm is at least on the first success metric.</summary>
    private static double LowerBound(SuccessMetric first, string arm, IReadOnlyList<ArmComparison> comparisons) =>
        comparisons.First(row => row.Metric == first.Name && row.Arm == arm).Interval is not { } interval ? double.NegativeInfinity
        : first.Goal == MetricGoal.Maximize ? interval[0]
        : -interval[1];
}
