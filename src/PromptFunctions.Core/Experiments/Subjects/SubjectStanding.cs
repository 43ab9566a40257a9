namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>Whether a subject counts.</summary>
public enum SubjectStanding
{
    /// <summary>It has results, and they count.</summary>
    Counted,

    /// <summary>It was seen with an arm that is not its own, and has no results yet: with the first it is quarantined.</summary>
    Foreign,

    /// <summary>It was seen in two arms, and is left out for it.</summary>
    Quarantined,
}
