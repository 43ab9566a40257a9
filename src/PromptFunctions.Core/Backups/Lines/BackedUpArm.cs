using PromptFunctions.Core.Experiments.Subjects;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>What an arm's subjects add up to, in a backup.</summary>
/// <param name="Subjects">How many have results.</param>
/// <param name="Metrics">What they say, by metric.</param>
public sealed record BackedUpArm(long Subjects, IReadOnlyDictionary<string, MetricTally> Metrics);
