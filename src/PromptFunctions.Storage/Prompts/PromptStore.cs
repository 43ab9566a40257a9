using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Storage.Prompts;

/// <summary>Prompts in Table Storage.</summary>
internal sealed class PromptStore(PromptReads reads, PromptCommit commits) : IPromptStore
{
    /// <inheritdoc/>
    public Task<PromptHead?> ReadHeadAsync(string prompt, CancellationToken cancellationToken) => reads.ReadHeadAsync(prompt, cancellationToken);

    /// <inheritdoc/>
    public Task<VersionRecord?> ReadVersionAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) =>
        reads.ReadVersionAsync(prompt, version, cancellationToken);

    /// <inheritdoc/>
    public Task<VersionNumber?> ReadLiveAsync(string prompt, CancellationToken cancellationToken) => reads.ReadLiveAsync(prompt, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionRecord> ListVersionsAsync(string prompt, VersionQuery query, CancellationToken cancellationToken) =>
        reads.ListVersionsAsync(prompt, query, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<(string Key, AuditEntry Entry)> ListAuditAsync(string prompt, string? after, int atOnce, CancellationToken cancellationToken) =>
        reads.ListAuditAsync(prompt, after, atOnce, cancellationToken);

    /// <inheritdoc/>
    public Task<CommitOutcome> CommitAsync(PromptChange change, IdempotencyKey? key, RecordedAnswer? answer, CancellationToken cancellationToken) =>
        commits.RunAsync(change, key, answer, cancellationToken);
}
