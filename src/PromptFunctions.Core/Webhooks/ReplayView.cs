namespace PromptFunctions.Core.Webhooks;

/// <summary>What a replay came to.</summary>
/// <param name="Replayed">How many dead letters are on their way again.</param>
public sealed record ReplayView(int Replayed);
