namespace PromptFunctions.Core.Routing;

/// <summary>An answer of serving.</summary>
/// <param name="Answer">The document.</param>
/// <param name="Age">How old the route is.</param>
/// <param name="CacheControl">How long the answer may be reused, as HTTP says it.</param>
/// <param name="Reason">Why this version was chosen; of a route document it says nothing.</param>
/// <param name="IsStale">Whether storage could not be asked.</param>
public readonly record struct Served(PreparedAnswer Answer, TimeSpan Age, string CacheControl, ServingReason Reason = default, bool IsStale = false);
