namespace PromptFunctions.Core.Webhooks;

/// <summary>What has not reached a webhook.</summary>
/// <param name="Pending">How many events wait; beyond <see cref="MostCounted"/> they are not counted.</param>
/// <param name="OldestPendingAt">When the first of them happened; null where none waits.</param>
/// <param name="DeadLetters">How many were given up.</param>
public sealed record WebhookBacklog(int Pending, DateTimeOffset? OldestPendingAt, int DeadLetters)
{
    /// <summary>Up to how many events are counted.</summary>
    public const int MostCounted = 1_000;
}
