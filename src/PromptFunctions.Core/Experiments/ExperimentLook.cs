namespace PromptFunctions.Core.Experiments;

/// <summary>How an experiment looked at one time.</summary>
/// <param name="At">When.</param>
/// <param name="Subjects">How many subjects there were, in all arms together.</param>
/// <param name="Differences">What was known of each comparison then, in the order of the results' comparisons.</param>
public sealed record ExperimentLook(DateTimeOffset At, long Subjects, IReadOnlyList<LookedDifference> Differences)
{
    /// <summary>The most looks that are kept.</summary>
    public const int Most = 100;

    // An experiment is one row, of 1 MiB at the most, also with the longest names.
    private const int MostDifferences = 200;

    // The width of an interval goes with the root of the subjects: 5 % more of them are hardly seen.
    private const double Growth = 1.05;

    /// <summary>What results look like now.</summary>
    public static ExperimentLook Of(ExperimentResults results, DateTimeOffset at) => new(
        at, results.Subjects, [.. results.Comparisons.Select(row => new LookedDifference(row.Metric, row.Arm, row.Difference, row.Interval?[0], row.Interval?[1]))]);

    /// <summary>The looks with one more, if there is more to see than at the last, or it is the final one; where there are too many, every other one stays.</summary>
    public static IReadOnlyList<ExperimentLook> Append(IReadOnlyList<ExperimentLook> looks, ExperimentLook look, bool isFinal = false)
    {
        if (look.Subjects == 0 || (!isFinal && looks.Count > 0 && look.Subjects < looks[^1].Subjects * Growth)) return looks;
        var kept = looks.Count < Math.Min(Most, MostDifferences / Math.Max(1, look.Differences.Count)) ? looks : looks.Where((_, i) => i % 2 == 0);
        return [.. kept, look];
    }
}
