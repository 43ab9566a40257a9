namespace PromptFunctions.Core.Webhooks;

/// <summary>
/// Keeps webhooks and what is on its way to them, in the partition of their prompt. Webhooks themselves, and new events, are written by
/// <see cref="Changes.PromptChanges"/>, with all that belongs to them.
/// </summary>
public interface IWebhookStore
{
    /// <summary>One webhook; null where there is none. One storage call.</summary>
    Task<StoredWebhook?> ReadAsync(string prompt, string id, CancellationToken cancellationToken);

    /// <summary>All of a prompt's webhooks. One storage call.</summary>
    Task<StoredWebhooks> ListAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>What has not reached a webhook.</summary>
    Task<WebhookBacklog> BacklogAsync(WebhookRecord webhook, CancellationToken cancellationToken);

    /// <summary>Replaces how deliveries go, and gives it with its new token; null where somebody else did since it was read.</summary>
    Task<WebhookState?> TrySaveAsync(WebhookState state, CancellationToken cancellationToken);

    /// <summary>Whether an event waits for a webhook.</summary>
    Task<bool> HasPendingAsync(WebhookRecord webhook, CancellationToken cancellationToken);

    /// <summary>The first events that wait for a webhook, in order.</summary>
    Task<IReadOnlyList<WebhookDelivery>> PendingAsync(WebhookRecord webhook, int most, CancellationToken cancellationToken);

    /// <summary>Forgets an event that was delivered.</summary>
    Task DeleteAsync(WebhookDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Makes an event a dead letter, and notes how deliveries go: both, or neither and false where the state was replaced since it was read.</summary>
    Task<bool> TryBuryAsync(WebhookState state, DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>Makes dead letters events that wait, each at its old place in the order, and notes how deliveries go: all, or nothing and false where the state was replaced since it was read. At most <see cref="RevivedAtOnce"/>.</summary>
    Task<bool> TryReviveAsync(WebhookState state, IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken);

    /// <summary>How many dead letters can be taken back together.</summary>
    int RevivedAtOnce { get; }

    /// <summary>A webhook's dead letters in order, from after the given place in it on.</summary>
    IAsyncEnumerable<DeadLetter> ListDeadLettersAsync(WebhookRecord webhook, long after, int atOnce, CancellationToken cancellationToken);

    /// <summary>Deletes the dead letters of a prompt's webhooks that were given up before a time.</summary>
    Task DeleteDeadLettersAsync(string prompt, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Deletes all events of a webhook that was removed.</summary>
    Task ClearAsync(string prompt, string key, CancellationToken cancellationToken);
}
