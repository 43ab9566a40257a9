namespace PromptFunctions.Core.Webhooks;

/// <summary>A webhook, and how deliveries to it go.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="State">How they go.</param>
public sealed record StoredWebhook(WebhookRecord Webhook, WebhookState State);
