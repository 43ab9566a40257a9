namespace PromptFunctions.Storage;

/// <summary>How long failing calls are repeated.</summary>
/// <param name="Retries">How often.</param>
/// <param name="Delay">The first pause; it doubles each time.</param>
/// <param name="MaximumDelay">The longest pause.</param>
/// <param name="Timeout">How long one attempt may take.</param>
public sealed record StoragePatience(int Retries, TimeSpan Delay, TimeSpan MaximumDelay, TimeSpan Timeout)
{
    /// <summary>A change is worth some seconds; then its caller is told to try again.</summary>
    public static readonly StoragePatience Changing = new(3, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));

    /// <summary>A request that is being served would rather have the last known version than wait.</summary>
    public static readonly StoragePatience Serving = new(1, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
}
