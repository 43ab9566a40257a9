namespace PromptFunctions.LocalHost.Rollouts;

/// <summary>What a person sets of a metric.</summary>
/// <param name="Candidate">The candidate's mean; null without points.</param>
/// <param name="Baseline">The baseline's mean; null without points.</param>
/// <param name="Samples">How many points there are on each side.</param>
internal sealed record SimulatedFigures(double? Candidate, double? Baseline = null, long Samples = 1000);
