namespace PromptFunctions.Core.Webhooks;

/// <summary>A webhook as it is stored: where a prompt's events are sent, and how. Only changes of the prompt write it; deliveries keep their <see cref="WebhookState"/> apart.</summary>
public sealed record WebhookRecord
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>Its name, one of its own within the prompt.</summary>
    public required string Id { get; init; }

    /// <summary>A ULID that the rows of its events are called by. A webhook that is made anew gets another, so that nothing reaches it that was meant for one that was removed.</summary>
    public required string Key { get; init; }

    /// <summary>Where to.</summary>
    public required string Url { get; init; }

    /// <summary>What the receiver knows the sender by. It is never shown.</summary>
    public required string Secret { get; init; }

    /// <summary>What it is told of.</summary>
    public required IReadOnlyList<WebhookEventType> Events { get; init; }

    /// <summary>Whether it is told of anything.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The last replay that was asked for; null where none was.</summary>
    public WebhookReplay? Replay { get; init; }

    /// <summary>The store's token of the state that was read; null for one that is new.</summary>
    public string? StoreTag { get; init; }

    /// <summary>What a change needs to know of it.</summary>
    public WebhookSubscription Subscription => new(Key, Enabled, Events);

    /// <summary>When somebody last saw to it: what failed before, is tried again at once.</summary>
    public DateTimeOffset SeenToAt => Replay?.At > UpdatedAt ? Replay.At : UpdatedAt;

    /// <summary>The replay that is still to be done; null where there is none.</summary>
    public WebhookReplay? ReplayAfter(WebhookState state) => Replay?.Id == state.Replayed ? null : Replay;

    /// <summary>Whether another one asks for the same.</summary>
    public bool AsksTheSame(WebhookRecord other) =>
        (Url, Secret, Enabled, Description) == (other.Url, other.Secret, other.Enabled, other.Description) && Events.SequenceEqual(other.Events);

    /// <summary>Its name alone: the secret must not come into a log.</summary>
    public override string ToString() => $"{Prompt}/{Id}";
}
