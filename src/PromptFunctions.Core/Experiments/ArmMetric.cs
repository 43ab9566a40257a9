namespace PromptFunctions.Core.Experiments;

/// <summary>An arm's values of one metric.</summary>
/// <param name="Subjects">How many subjects have one or more.</param>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Min">The smallest that was ever recorded for the arm.</param>
/// <param name="Max">The largest.</param>
/// <param name="Std">The sample standard deviation of the values, divided by count − 1; 0 for one.</param>
public sealed record ArmMetric(long Subjects, long Count, double Mean, double Min, double Max, double Std);
