using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>One step of folding, written in one transaction: subjects and what they add up to change together.</summary>
/// <param name="Before">The state that it follows.</param>
/// <param name="PurgeDue">When the part's old rows are looked at next.</param>
/// <param name="Tally">What the subjects add up to now.</param>
/// <param name="Subjects">The subjects that changed.</param>
/// <param name="Folded">The rows that are done with.</param>
public sealed record SubjectFold(
    SubjectState Before, DateOnly PurgeDue, ExperimentTally Tally, IReadOnlyDictionary<SubjectKey, SubjectRecord> Subjects, IReadOnlyList<SubjectRow> Folded);
