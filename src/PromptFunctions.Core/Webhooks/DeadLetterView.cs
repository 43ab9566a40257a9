namespace PromptFunctions.Core.Webhooks;

/// <summary>An event that could not be delivered in time, as the API shows it.</summary>
public sealed class DeadLetterView(DeadLetter letter)
{
    /// <summary>The event's id.</summary>
    public string Id { get; } = letter.Delivery.EventId;

    /// <summary>What it tells of.</summary>
    public WebhookEventType Event { get; } = letter.Delivery.Type;

    /// <summary>When that happened.</summary>
    public DateTimeOffset At { get; } = letter.Delivery.At;

    /// <summary>When it was given up.</summary>
    public DateTimeOffset DiedAt { get; } = letter.DiedAt;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; } = letter.Attempts;

    /// <summary>What was wrong the last time.</summary>
    public string LastError { get; } = letter.LastError;
}
