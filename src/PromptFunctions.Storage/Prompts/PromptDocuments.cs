using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PromptFunctions.Core.Common;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>Documents of one kind, each under its ULID in the partition of its prompt, the newest first.</summary>
/// <param name="table">The table.</param>
/// <param name="prefix">What the keys of the kind begin with.</param>
/// <param name="write">Makes a row of a document.</param>
/// <param name="read">Makes a document of a row.</param>
internal sealed class PromptDocuments<T>(PromptTable table, string prefix, Func<T, TableEntity> write, Func<TableEntity, T> read) where T : class
{
    private readonly PromptReads reads = new(table);

    /// <summary>One document; null where there is none, or none that is seen yet.</summary>
    public async Task<T?> ReadAsync(string prompt, string id, CancellationToken cancellationToken) =>
        await reads.ReadRowAsync(prompt, Key(id), cancellationToken) is { } row ? read(row) : null;

    /// <summary>A prompt's documents from after the given id on.</summary>
    public async IAsyncEnumerable<T> ListAsync(string prompt, string? after, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = RowFilter.Listing(prompt, prefix, after is null ? null : Key(after));
        await foreach (var row in reads.VisibleAsync(table.Rows.QueryAsync(filter, atOnce, cancellationToken), cancellationToken)) yield return read(row);
    }

    /// <summary>Replaces a document; false where it has changed since it was read.</summary>
    /// <param name="document">The document.</param>
    /// <param name="tag">Its token as it was read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<bool> TrySaveAsync(T document, string? tag, CancellationToken cancellationToken) =>
        table.Rows.TryReplaceAsync(write(document), tag ?? throw new ArgumentException("The document was not read from the store.", nameof(document)), cancellationToken);

    private string Key(string id) => prefix + Ulid.Inverse(id);
}
