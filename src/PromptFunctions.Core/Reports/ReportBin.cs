namespace PromptFunctions.Core.Reports;

/// <summary>A bin of a histogram.</summary>
/// <param name="From">Its lower end.</param>
/// <param name="To">Its upper end; the same as the lower one where the bin is a single value.</param>
/// <param name="Count">How many values lie in it.</param>
public sealed record ReportBin(double From, double To, long Count);
