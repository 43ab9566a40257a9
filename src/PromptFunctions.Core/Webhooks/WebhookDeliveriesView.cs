namespace PromptFunctions.Core.Webhooks;

/// <summary>How deliveries to a webhook go, as the API shows it.</summary>
public sealed class WebhookDeliveriesView(WebhookState state, WebhookBacklog backlog)
{
    /// <summary>How many events wait, counted up to 1,000.</summary>
    public int Pending { get; } = backlog.Pending;

    /// <summary>When the first of them happened; null where none waits.</summary>
    public DateTimeOffset? OldestPendingAt { get; } = backlog.OldestPendingAt;

    /// <summary>How many were given up and are kept.</summary>
    public int DeadLetters { get; } = backlog.DeadLetters;

    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures { get; } = state.Failures;

    /// <summary>Since when they fail; null while they don't.</summary>
    public DateTimeOffset? FailingSince { get; } = state.FailingSince;

    /// <summary>When the next attempt is due; null where nothing waits, or nothing failed.</summary>
    public DateTimeOffset? NextAttemptAt { get; } = backlog.Pending == 0 ? null : state.NextAttemptAt;

    /// <summary>When an event was last delivered; null where none was.</summary>
    public DateTimeOffset? LastDeliveredAt { get; } = state.LastDeliveredAt;

    /// <summary>The last attempt that failed; null where none did.</summary>
    public WebhookFailure? LastFailure { get; } = state.LastFailure;
}
