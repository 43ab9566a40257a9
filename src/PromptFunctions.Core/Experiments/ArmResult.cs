namespace PromptFunctions.Core.Experiments;

/// <summary>What was recorded for an arm.</summary>
/// <param name="Name">The arm.</param>
/// <param name="Subjects">How many subjects have results.</param>
/// <param name="Observations">How many values they have, of all metrics together.</param>
/// <param name="Metrics">The values by metric, in order of name.</param>
public sealed record ArmResult(string Name, long Subjects, long Observations, IReadOnlyDictionary<string, ArmMetric> Metrics);
