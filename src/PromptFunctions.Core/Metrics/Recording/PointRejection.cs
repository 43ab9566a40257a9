namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>A point that does not count.</summary>
/// <param name="Index">Which one, from 0 in the order in which they were sent; blank lines are not counted.</param>
/// <param name="Code">Why, one of <see cref="RejectionCodes"/>.</param>
/// <param name="Message">Why, for people.</param>
public sealed record PointRejection(int Index, string Code, string Message);
