using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Prompts;

/// <summary>Keeps prompts and all that belongs to them. Every method ends in <c>storage-unavailable</c> (503) where storage does not answer.</summary>
public interface IPromptStore : IVersionSource
{
    /// <summary>A prompt's head; null where there is no such prompt. One storage call.</summary>
    Task<PromptHead?> ReadHeadAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>A prompt's changes, newest first, from after the given key on; so many are read from storage at once.</summary>
    IAsyncEnumerable<(string Key, AuditEntry Entry)> ListAuditAsync(string prompt, string? after, int atOnce, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a change, all or nothing and of any size. Safe against its own retries: a commit whose answer was lost is
    /// recognised.
    /// </summary>
    /// <param name="change">What to write.</param>
    /// <param name="key">The caller's idempotency key, or null.</param>
    /// <param name="answer">The answer to keep under the key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<CommitOutcome> CommitAsync(PromptChange change, IdempotencyKey? key, RecordedAnswer? answer, CancellationToken cancellationToken);
}
