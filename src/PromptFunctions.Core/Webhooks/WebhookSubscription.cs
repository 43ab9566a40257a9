namespace PromptFunctions.Core.Webhooks;

/// <summary>What a change needs to know of a webhook; it stands in the prompt's row, which every change reads anyway.</summary>
/// <param name="Key">What the rows of its events are called by.</param>
/// <param name="Enabled">Whether it is told of anything.</param>
/// <param name="Events">What it is told of.</param>
public sealed record WebhookSubscription(string Key, bool Enabled, IReadOnlyList<WebhookEventType> Events)
{
    /// <summary>Whether it is told of such an event.</summary>
    public bool Wants(WebhookEventType type) => Enabled && Events.Contains(type);
}
