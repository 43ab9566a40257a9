namespace PromptFunctions.Core.Webhooks;

/// <summary>What came of trying a webhook out.</summary>
/// <param name="Id">The test event's id.</param>
/// <param name="Delivered">Whether the receiver took it.</param>
/// <param name="Status">What it answered; null where it did not.</param>
/// <param name="Error">What is wrong; null where it took it.</param>
/// <param name="DurationMs">How long it took.</param>
public sealed record WebhookPingView(string Id, bool Delivered, int? Status, string? Error, double DurationMs);
