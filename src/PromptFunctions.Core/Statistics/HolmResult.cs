namespace PromptFunctions.Core.Statistics;

/// <summary>What one of several comparisons comes to, once it counts that there are several.</summary>
/// <param name="AdjustedPValue">The p-value by Holm's step-down, 0 to 1: to be compared with α as it is.</param>
/// <param name="IsSignificant">Whether the adjusted p-value is at most α.</param>
/// <param name="Level">The level of the interval to show, between 0 and 1: it leaves 0 out exactly where the comparison is significant.</param>
public readonly record struct HolmResult(double AdjustedPValue, bool IsSignificant, double Level);
