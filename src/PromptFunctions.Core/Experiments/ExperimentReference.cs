namespace PromptFunctions.Core.Experiments;

/// <summary>Names an experiment.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Id">The experiment.</param>
public sealed record ExperimentReference(string Prompt, string Id);
