namespace PromptFunctions.Core.Backups;

/// <summary>What a restore did.</summary>
/// <param name="Prompts">How many prompts it had.</param>
/// <param name="Created">How many versions are new.</param>
/// <param name="Unchanged">How many were there already, with their prompts as the backup has them or restored from it before.</param>
/// <param name="Complete">Whether it had its first line and its last, so that nothing in between was lost.</param>
public sealed record RestoreResult(long Prompts, long Created, long Unchanged, bool Complete);
