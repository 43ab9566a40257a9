namespace PromptFunctions.Core.Statistics;

/// <summary>Where a figure lies, with the confidence that was asked for. Both ends are finite and belong to it.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end; equal to the lower one where nothing varies.</param>
public readonly record struct Interval(double Low, double High);
