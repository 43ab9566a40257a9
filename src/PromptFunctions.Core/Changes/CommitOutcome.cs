using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Changes;

/// <summary>How a commit ended.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>All of it is stored.</summary>
    public sealed record Committed : CommitOutcome;

    /// <summary>Something was changed by someone else since it was read; nothing is stored.</summary>
    public sealed record Conflict : CommitOutcome;

    /// <summary>A version to be added exists already; nothing is stored.</summary>
    public sealed record VersionExists(VersionNumber Version) : CommitOutcome;

    /// <summary>The idempotency key was used before; nothing is stored.</summary>
    public sealed record KeyUsed(StoredAnswer First) : CommitOutcome;
}
