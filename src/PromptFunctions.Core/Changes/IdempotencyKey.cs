namespace PromptFunctions.Core.Changes;

/// <summary>A caller's key for retries.</summary>
/// <param name="Id">The hash of method, path, principal and the key itself.</param>
/// <param name="RequestHash">The hash of the request's bytes, to tell a retry from a reuse.</param>
public sealed record IdempotencyKey(string Id, string RequestHash)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
}
