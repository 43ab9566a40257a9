namespace PromptFunctions.Core.Changes;

/// <summary>The key was used before, so nothing was changed: the first answer stands.</summary>
public sealed class IdempotencyKeyUsedException(StoredAnswer first) : Exception("The idempotency key was used before.")
{
    /// <summary>What was answered then.</summary>
    public StoredAnswer First { get; } = first;
}
