namespace PromptFunctions.Core.Webhooks;

/// <summary>An event on its way to a webhook. It is written in the transaction of the change that it tells of.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The webhook's name.</summary>
    public required string Webhook { get; init; }

    /// <summary>The webhook's <see cref="WebhookRecord.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The event's place in the order of all events of the prompt.</summary>
    public required long Sequence { get; init; }

    /// <summary>The event's ULID, by which a receiver tells that it has it already.</summary>
    public required string EventId { get; init; }

    /// <summary>What it tells of.</summary>
    public required WebhookEventType Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From when on it was to be delivered: when it happened, or when a replay was asked for.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>What is sent, the same bytes each time.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
