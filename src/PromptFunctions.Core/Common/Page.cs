namespace PromptFunctions.Core.Common;

/// <summary>A page of a listing.</summary>
/// <param name="Items">What stands on it, at most the limit asked for.</param>
/// <param name="ContinuationToken">What to ask for the next page with; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? ContinuationToken);
