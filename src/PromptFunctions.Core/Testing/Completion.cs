namespace PromptFunctions.Core.Testing;

/// <summary>A model's answer.</summary>
/// <param name="Text">What it says.</param>
/// <param name="InputTokens">How many tokens the prompt took; null where the endpoint does not say.</param>
/// <param name="OutputTokens">How many tokens the answer took; null where the endpoint does not say.</param>
/// <param name="Cost">What it cost, in the currency of the configured prices; null where there are none.</param>
public sealed record Completion(string Text, long? InputTokens, long? OutputTokens, double? Cost);
