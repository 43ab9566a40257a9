namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>A subject as it is stored.</summary>
/// <param name="Arm">The place of its arm.</param>
/// <param name="Standing">Whether it counts.</param>
/// <param name="Metrics">Its values by metric, in order of name; none where it does not count.</param>
public sealed record SubjectRecord(int Arm, SubjectStanding Standing, IReadOnlyList<SubjectMetric> Metrics);
