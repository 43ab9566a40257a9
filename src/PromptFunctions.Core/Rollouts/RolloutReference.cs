namespace PromptFunctions.Core.Rollouts;

/// <summary>Names a deployment to the engine that drives it.</summary>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="Id">The deployment's id, which is also the orchestration's.</param>
public sealed record RolloutReference(string Prompt, string Id);
