namespace PromptFunctions.Core.Experiments;

/// <summary>What was known of a difference at one time.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Arm">The treatment.</param>
/// <param name="Difference">The difference to the control; null where one of the two had no results.</param>
/// <param name="Low">The interval's lower end; null where there was none.</param>
/// <param name="High">Its upper end.</param>
public sealed record LookedDifference(string Metric, string Arm, double? Difference, double? Low, double? High);
