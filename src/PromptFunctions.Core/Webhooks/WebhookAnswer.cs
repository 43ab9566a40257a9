namespace PromptFunctions.Core.Webhooks;

/// <summary>What came of sending something to a receiver.</summary>
/// <param name="Status">What it answered; null where it did not.</param>
/// <param name="Error">What is wrong; null where it took it.</param>
public sealed record WebhookAnswer(int? Status, string? Error);
