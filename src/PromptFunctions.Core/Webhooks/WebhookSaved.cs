namespace PromptFunctions.Core.Webhooks;

/// <summary>A webhook that was set.</summary>
/// <param name="Webhook">The webhook as it is now.</param>
/// <param name="Created">Whether it is new.</param>
public sealed record WebhookSaved(WebhookView Webhook, bool Created);
