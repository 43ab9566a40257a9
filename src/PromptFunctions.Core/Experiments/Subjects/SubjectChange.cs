using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>What a batch says of a subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Arm">The place of its arm.</param>
/// <param name="IsForeign">Whether it was also seen with another arm.</param>
/// <param name="Metrics">Its values by metric, in order of name.</param>
public sealed record SubjectChange(SubjectKey Subject, int Arm, bool IsForeign, IReadOnlyList<SubjectMetric> Metrics);
