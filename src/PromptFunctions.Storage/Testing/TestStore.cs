using System.Runtime.CompilerServices;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Blobs;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Testing;

/// <summary>Suites in Blob Storage under their hashes; each version's last run in the partition of its prompt.</summary>
internal sealed class TestStore(PromptTable table, StorageClients clients, TimeProvider clock) : ITestStore
{
    private readonly BlobGateway suites = new(clients.Blobs, BlobGateway.Tests, clock);
    private readonly PromptReads reads = new(table);

    /// <inheritdoc/>
    public Task PutAsync(TestSuite suite, CancellationToken cancellationToken) => suites.PutAsync(suite.Hash, suite.Bytes, cancellationToken);

    /// <inheritdoc/>
    public async Task<TestSuite> ReadAsync(string? hash, CancellationToken cancellationToken) =>
        hash is null ? TestSuite.Empty : TestSuite.OfBytes(await suites.GetAsync(hash, cancellationToken));

    /// <inheritdoc/>
    public Task SaveRunAsync(TestRun run, CancellationToken cancellationToken) => table.Rows.PutAsync(TestRunRow.Write(run), cancellationToken);

    /// <inheritdoc/>
    public async Task<TestRun?> ReadRunAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) =>
        await reads.ReadRowAsync(prompt, RowKeys.TestRun(version), cancellationToken) is { } row ? TestRunRow.Read(row) : null;

    /// <inheritdoc/>
    public async Task<TestOutcome?> ReadOutcomeAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) =>
        await reads.ReadRowAsync(prompt, RowKeys.TestRun(version), cancellationToken) is { } row ? TestRunRow.ReadOutcome(row) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<TestOutcome> ListOutcomesAsync(string prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = table.Rows.QueryAsync(RowFilter.Prefix(prompt, RowKeys.TestRuns), 1000, cancellationToken, TestRunRow.OfOutcome);
        await foreach (var row in reads.VisibleAsync(rows, cancellationToken)) yield return TestRunRow.ReadOutcome(row);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TestRun> ListRunsAsync(string prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = table.Rows.QueryAsync(RowFilter.Prefix(prompt, RowKeys.TestRuns), 1000, cancellationToken);
        await foreach (var row in reads.VisibleAsync(rows, cancellationToken)) yield return TestRunRow.Read(row);
    }
}
