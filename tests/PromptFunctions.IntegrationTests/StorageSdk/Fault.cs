namespace PromptFunctions.IntegrationTests.StorageSdk;

/// <summary>How one attempt fails: with an answer of this status, or, at 0, without an answer.</summary>
public sealed record Fault(int StatusCode, int? RetryAfterSeconds)
{
    public static Fault LostConnection { get; } = new(0, null);

    public static Fault Status(int status, int? retryAfterSeconds = null) => new(status, retryAfterSeconds);
}
