using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>An arm whose results are counted by subject.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Traffic">The experiment's arms: they tell which subjects are whose.</param>
/// <param name="Arm">The place of the arm.</param>
public sealed record ExperimentArm(string Prompt, RouteExperiment Traffic, int Arm)
{
    /// <summary>Whether a subject is this arm's.</summary>
    public bool Has(SubjectKey subject) => Traffic.ArmAt(subject.Bucket) == Arm;
}
