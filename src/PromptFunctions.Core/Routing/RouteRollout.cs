using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>A running rollout in a route.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Salt">What its buckets are computed with.</param>
/// <param name="Percentage">How much of the traffic gets the candidate, 0–100.</param>
/// <param name="Candidate">The version that is rolled out.</param>
/// <param name="Baseline">The version that the rest gets.</param>
public sealed record RouteRollout(string Id, string Salt, decimal Percentage, ServedVersion Candidate, ServedVersion Baseline);
