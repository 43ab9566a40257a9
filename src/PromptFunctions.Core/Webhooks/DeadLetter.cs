namespace PromptFunctions.Core.Webhooks;

/// <summary>An event that could not be delivered in time.</summary>
/// <param name="Delivery">The event.</param>
/// <param name="DiedAt">When it was given up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">What was wrong the last time.</param>
public sealed record DeadLetter(WebhookDelivery Delivery, DateTimeOffset DiedAt, int Attempts, string LastError)
{
    /// <summary>The most that are kept of a webhook; beyond, the oldest go.</summary>
    public const int Most = 1_000;

    /// <summary>For how long they are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);
}
