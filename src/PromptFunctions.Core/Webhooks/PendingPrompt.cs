namespace PromptFunctions.Core.Webhooks;

/// <summary>A prompt that has events for webhooks, or is about to.</summary>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="MarkedAt">When that was last said.</param>
/// <param name="Tag">The store's token of the mark that was read.</param>
public sealed record PendingPrompt(string Prompt, DateTimeOffset MarkedAt, string Tag);
