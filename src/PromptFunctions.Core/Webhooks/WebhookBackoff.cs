namespace PromptFunctions.Core.Webhooks;

/// <summary>When a receiver that failed is tried again.</summary>
public static class WebhookBackoff
{
    /// <summary>For how long an event is tried.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // Up to so much of a pause is added or taken off, so that receivers that failed together are not tried together.
    private const double Jitter = 0.1;

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>The pause after a failure.</summary>
    /// <param name="failures">How many there were in a row, this one included.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    public static TimeSpan After(int failures, double chance) => Pauses[Math.Clamp(failures, 1, Pauses.Length) - 1] * (1 + (Jitter * ((2 * chance) - 1)));
}
