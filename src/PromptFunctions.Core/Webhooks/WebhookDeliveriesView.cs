namespace PromptFunctions.Core.Webhooks;

/// <summary>How deliveries to a webhook go, as the API shows it.</summary>
public sealed class WebhookDeliveriesView(StoredWebhook found, WebhookBacklog backlog)
{
    /// <summary>How many events wait, counted up to 1,000.</summary>
    public int Pending { get; } = backlog.Pending;

    /// <summary>When the first of them happened; null where none waits.</summary>
    public DateTimeOffset? OldestPendingAt { get; } = backlog.OldestPendingAt;

    /// <summary>How many were given up and are kept.</summary>
    public int DeadLetters { get; } = backlog.DeadLetters;

    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures { get; } = found.State.Failures;

    /// <summary>Since when they fail; null while they don't.</summary>
    public DateTimeOffset? FailingSince { get; } = found.State.FailingSince;

    /// <summary>When the next attempt is due; null where nothing waits, or nothing failed.</summary>
    public DateTimeOffset? NextAttemptAt { get; } = backlog.Pending == 0 ? null : found.State.DueAt(found.Webhook);

    /// <summary>When an event was last delivered; null where none was.</summary>
    public DateTimeOffset? LastDeliveredAt { get; } = found.State.LastDeliveredAt;

    /// <summary>The last attempt that failed; null where none did.</summary>
    public WebhookFailure? LastFailure { get; } = found.State.LastFailure;
}
