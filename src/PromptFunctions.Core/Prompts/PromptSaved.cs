namespace PromptFunctions.Core.Prompts;

/// <summary>A prompt that was created or changed.</summary>
/// <param name="Prompt">The prompt as it is now.</param>
/// <param name="Created">Whether it is new.</param>
public sealed record PromptSaved(PromptView Prompt, bool Created);
