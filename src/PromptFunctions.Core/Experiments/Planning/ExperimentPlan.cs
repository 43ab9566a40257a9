namespace PromptFunctions.Core.Experiments.Planning;

/// <summary>How many subjects an experiment needs.</summary>
/// <param name="PerArm">In each of two arms.</param>
public sealed record ExperimentPlan(SubjectsPerArm PerArm);
