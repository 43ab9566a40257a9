namespace PromptFunctions.Core.Experiments;

/// <summary>A treatment against the control on one success metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Arm">The treatment.</param>
/// <param name="Difference">Treatment less control; null where one of the two has no results.</param>
/// <param name="RelativeDifference">The difference in terms of the control's size; null also where that is 0.</param>
/// <param name="Interval">Where the difference lies, lower end and upper end, at the level that Holm's correction gives it; null where nothing can be said.</param>
/// <param name="PValue">How compatible the results are with no difference; 1 where nothing can be said.</param>
/// <param name="AdjustedPValue">The same over all comparisons, by Holm's correction.</param>
/// <param name="Significant">Whether that is at most alpha.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Note">Why nothing can be said; null where something can.</param>
public sealed record ArmComparison(
    string Metric, string Arm, double? Difference, double? RelativeDifference, IReadOnlyList<double>? Interval,
    double PValue, double AdjustedPValue, bool Significant, ComparisonVerdict Verdict, string? Note);
