using System.Globalization;

namespace PromptFunctions.Core.Experiments.Analysis;

/// <summary>Says in one sentence what a person should do now.</summary>
internal static class Recommendations
{
    /// <summary>The sentence for a decision.</summary>
    public static string Of(
        ExperimentRecord experiment, IReadOnlyList<ArmResult> arms, SampleRatio ratio, IReadOnlyList<ArmComparison> comparisons, ExperimentDecision decision, string? winner) => decision switch
        {
            ExperimentDecision.SampleRatioMismatch => Mismatch(experiment, arms, ratio),
            ExperimentDecision.InsufficientData => Insufficient(experiment, [.. ExperimentRules.Lacking(experiment, arms, comparisons)]),
            ExperimentDecision.Conflict => $"Decide what matters more: {Several(Conflicting(comparisons).Select(rows => $"{rows.Key} is {Findings(rows)}"))}; no figure can weigh the one against the other.",
            ExperimentDecision.Winner => OfWinner(experiment, comparisons, winner!),
            _ => NoDifference(experiment, comparisons),
        };

    private static string Mismatch(ExperimentRecord experiment, IReadOnlyList<ArmResult> arms, SampleRatio ratio)
    {
        var total = arms.Sum(arm => arm.Subjects);
        var shares = experiment.Arms.Zip(arms, (route, arm) => $"{arm.Name} has {Count(arm.Subjects)} of {Count(total)} subjects where {Count((long)Math.Round(total * (route.To - route.From) / 10_000.0))} were due");
        var quarantined = ratio.Quarantined > 0 ? $", {Count(ratio.Quarantined)} subjects were seen in two arms" : "";
        return $"Do not decide on these figures: {Several(shares)} (p = {Probability(ratio.PValue!.Value)}){quarantined}; find out why an arm loses or repeats its results, mend it, and start a new experiment.";
    }

    private static string Insufficient(ExperimentRecord experiment, IReadOnlyList<(string Arm, long Subjects, string? Metric)> arms)
    {
        var lacking = Several(arms.Select(arm => $"{arm.Arm} has {Count(arm.Subjects)}{(arm.Metric is null ? "" : $" with {arm.Metric}")}"));
        var need = $"{lacking} of the {Count(experiment.MinSubjectsPerArm)} subjects that each arm needs";
        return experiment.IsEnded
            ? $"Decide nothing on these figures: {need}; start a new experiment that runs longer, or report more subjects' results."
            : $"Wait: {need}.";
    }

    private static string OfWinner(ExperimentRecord experiment, IReadOnlyList<ArmComparison> comparisons, string winner)
    {
        var found = winner == experiment.Arms[0].Name
            ? Several(comparisons.GroupBy(row => row.Arm).Select(rows => $"{rows.Key} is {Findings(rows)}"))
            : $"it is {Findings(comparisons.Where(row => row.Arm == winner))} than {experiment.Arms[0].Name}, and worse on nothing";
        var what = $"{winner} ({experiment.Arms.First(arm => arm.Name == winner).Served.Version})";
        return $"{Act(experiment, winner, what)}: {found}.";
    }

    /// <summary>What to do about a winner.</summary>
    private static string Act(ExperimentRecord experiment, string winner, string what) => experiment switch
    {
        { Promotion: { Deployment: not null } done } when done.Arm == winner => $"There is nothing to do, {what} was promoted",
        { Promotion: { WasLive: true } live } when live.Arm == winner => $"There is nothing to do, {what} is live already",
        { Promotion: { Refusal: { } refusal } failed } when failed.Arm == winner => $"See to it that {what} is live, it was not promoted ({refusal.TrimEnd('.')})",
        { IsEnded: false, AutoPromote: true } => $"There is nothing to do, as it looks now {what} is promoted at the end",
        { IsEnded: false, Method: ExperimentMethod.Fixed } => $"Wait for the end, because the method fixed is only honest when it is looked at once; as it looks now, choose {what}",
        _ when winner == experiment.Arms[0].Name => $"Stay with {what}",
        _ => $"Promote {what}",
    };

    private static string NoDifference(ExperimentRecord experiment, IReadOnlyList<ArmComparison> comparisons)
    {
        var known = comparisons.Where(row => row.Interval is not null)
            .Select(row => $"{row.Arm}'s {row.Metric} differs from {experiment.Arms[0].Name}'s by {Figure(row.Interval![0])} to {Figure(row.Interval[1])}").ToList();
        var range = known.Count > 0 ? Several(known) : "the results cannot be tested, see the comparisons' notes";
        return experiment.IsEnded
            ? $"Keep what is live, or choose by other reasons: no difference was found; {range}."
            : $"Let it run: no difference has been found so far; {range}.";
    }

    private static IEnumerable<IGrouping<string, ArmComparison>> Conflicting(IReadOnlyList<ArmComparison> comparisons) => comparisons
        .GroupBy(row => row.Arm).Where(rows => rows.Any(row => row.Verdict == ComparisonVerdict.Better) && rows.Any(row => row.Verdict == ComparisonVerdict.Worse));

    /// <summary>What was found of an arm, such as "better on accuracy (+5.1 %) and worse on cost (+20 %)".</summary>
    private static string Findings(IEnumerable<ArmComparison> rows) => Several(rows.Where(row => row.Verdict != ComparisonVerdict.None)
        .OrderBy(row => row.Verdict).Select(row => $"{(row.Verdict == ComparisonVerdict.Better ? "better" : "worse")} on {row.Metric} ({Size(row)})"));

    private static string Size(ArmComparison row) => row.RelativeDifference is { } relative
        ? string.Create(CultureInfo.InvariantCulture, $"{relative * 100:+0.##;-0.##;0} %")
        : Figure(row.Difference!.Value);

    private static string Figure(double value) => value.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture) is var text && (Math.Abs(value) is >= 0.001 and < 1e9 || value == 0)
        ? text
        : value.ToString("+0.###E+0;-0.###E+0", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Probability(double p) => p.ToString("0.#E+0", CultureInfo.InvariantCulture);

    private static string Several(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }
}
