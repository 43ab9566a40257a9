namespace PromptFunctions.Bench.Rollouts;

/// <summary>How a rollout went.</summary>
/// <param name="Completed">Whether its version is live.</param>
/// <param name="Late">By how much each step but the first started after the hold before it was over.</param>
internal sealed record Rollout(bool Completed, IReadOnlyList<TimeSpan> Late);
