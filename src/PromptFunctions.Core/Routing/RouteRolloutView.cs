using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>A running rollout as the API shows it.</summary>
public sealed record RouteRolloutView(string Id, string Salt, decimal Percentage, VersionNumber Candidate, VersionNumber Baseline);
