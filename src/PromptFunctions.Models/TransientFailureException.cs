namespace PromptFunctions.Models;

/// <summary>An attempt failed for a reason that may pass.</summary>
/// <param name="message">Why.</param>
/// <param name="retryAfter">When the endpoint wants to be asked again; null where it does not say.</param>
/// <param name="inner">The cause.</param>
internal sealed class TransientFailureException(string message, TimeSpan? retryAfter, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When the endpoint wants to be asked again; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
