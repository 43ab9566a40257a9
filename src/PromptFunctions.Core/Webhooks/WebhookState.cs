namespace PromptFunctions.Core.Webhooks;

/// <summary>How deliveries to a webhook go: in a row of its own, so that they change neither the prompt nor the webhook.</summary>
public sealed record WebhookState
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The webhook's name.</summary>
    public required string Id { get; init; }

    /// <summary>The webhook's <see cref="WebhookRecord.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Who delivers now; null where nobody does.</summary>
    public WebhookLease? Lease { get; init; }

    /// <summary>How many attempts have failed in a row, of whichever events: the pauses are the receiver's.</summary>
    public int Failures { get; init; }

    /// <summary>Since when they fail; null while they don't.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When to try again; null for at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The event that was last tried in vain.</summary>
    public long Head { get; init; }

    /// <summary>How often that one was.</summary>
    public int HeadAttempts { get; init; }

    /// <summary>When an event was last delivered; null where none was.</summary>
    public DateTimeOffset? LastDeliveredAt { get; init; }

    /// <summary>The last attempt that failed; null where none did.</summary>
    public WebhookFailure? LastFailure { get; init; }

    /// <summary>The last replay that was done.</summary>
    public string? Replayed { get; init; }

    /// <summary>The store's token of the state that was read; null for one that is new.</summary>
    public string? StoreTag { get; init; }

    /// <summary>When the next attempt is due: at once also where somebody has seen to the webhook since it failed.</summary>
    public DateTimeOffset? DueAt(WebhookRecord webhook) => IsOfBefore(webhook) ? null : NextAttemptAt;

    /// <summary>The state after an event was delivered.</summary>
    public WebhookState Delivered(DateTimeOffset now) => this with { Failures = 0, FailingSince = null, NextAttemptAt = null, LastDeliveredAt = now };

    /// <summary>The state after an attempt failed.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="delivery">The event.</param>
    /// <param name="error">What was wrong.</param>
    /// <param name="now">When.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    public WebhookState Failed(WebhookRecord webhook, WebhookDelivery delivery, string error, DateTimeOffset now, double chance)
    {
        var failures = IsOfBefore(webhook) ? 1 : Failures + 1;
        var failed = this with
        {
            Failures = failures,
            FailingSince = failures == 1 ? now : FailingSince,
            Head = delivery.Sequence,
            HeadAttempts = Head == delivery.Sequence ? HeadAttempts + 1 : 1,
            LastFailure = new(now, delivery.EventId, delivery.Type, error),
        };
        var (next, end) = (now + WebhookBackoff.After(failures, chance), failed.EndOf(delivery));
        // The last attempt is made when the time is up, not up to an hour later.
        return failed with { NextAttemptAt = now < end && end < next ? end : next };
    }

    /// <summary>Whether an event that was tried in vain is given up: its time is over, and all of it the receiver has failed.</summary>
    public bool IsOver(WebhookDelivery delivery, DateTimeOffset now) => now >= EndOf(delivery);

    // An event that waited while nobody delivered, or while another was tried, is not given up at its first failure.
    private DateTimeOffset EndOf(WebhookDelivery delivery) => (FailingSince > delivery.DueAt ? FailingSince.Value : delivery.DueAt) + WebhookBackoff.Lifetime;

    private bool IsOfBefore(WebhookRecord webhook) => LastFailure?.At < webhook.SeenToAt;
}
