namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>A subject as it is stored.</summary>
/// <param name="Arm">The place of its arm.</param>
/// <param name="IsQuarantined">Whether it was seen in two arms, and is left out for it; then nothing else is kept of it.</param>
/// <param name="Metrics">Its values by metric, in order of name.</param>
public sealed record SubjectRecord(int Arm, bool IsQuarantined, IReadOnlyList<SubjectMetric> Metrics);
