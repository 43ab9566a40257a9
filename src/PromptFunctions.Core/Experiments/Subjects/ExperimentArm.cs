using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>An arm whose results are counted by subject.</summary>
/// <param name="Experiment">The experiment as it was when it was read: of what never changes.</param>
/// <param name="Arm">The place of the arm.</param>
public sealed record ExperimentArm(ExperimentRecord Experiment, int Arm)
{
    /// <summary>A subject's key.</summary>
    /// <param name="subject">The subject in UTF-8.</param>
    public SubjectKey KeyOf(ReadOnlySpan<byte> subject) => SubjectKey.Of(Experiment.Traffic.Salt, subject);

    /// <summary>Whether a subject is this arm's.</summary>
    public bool Has(SubjectKey subject) => Experiment.Traffic.ArmAt(subject.Bucket) == Arm;
}
