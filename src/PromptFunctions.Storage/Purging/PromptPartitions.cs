using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Purging;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Purging;

/// <summary>The partitions of the table of prompts.</summary>
internal sealed class PromptPartitions(PromptTable table, PromptStaging staging) : IPromptPartitions
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = after ?? ""; await table.Rows.NextPartitionAsync(last, cancellationToken) is { } partition; last = partition) yield return partition;
    }

    /// <inheritdoc/>
    public async Task<PartitionMarks> ReadMarksAsync(string partition, CancellationToken cancellationToken)
    {
        var marks = new HashSet<BlobMark>();
        var staged = new Dictionary<string, string>();
        // Versions before the prompt: what a version gives up, a branch or a label of the prompt may still name, but never the other way round.
        await foreach (var row in table.Rows.QueryAsync(RowFilter.Prefix(partition, RowKeys.Versions), 1000, cancellationToken, VersionRow.OfMarks))
        {
            marks.UnionWith(BlobMark.AllIn(row.GetString("ContentHash")));
            if (PromptStaging.ImportOf(row) is { } import) staged.TryAdd(import, row.RowKey);
        }
        var head = new List<TableEntity>();
        await foreach (var row in table.Rows.QueryAsync(RowFilter.Range(partition, RowKeys.Prompt, RowFilter.After(RowKeys.Route)), 2, cancellationToken))
        {
            // Whatever looks like a hash counts, so that no member that is added one day is forgotten here.
            marks.UnionWith(BlobMark.AllIn(WideText.Require(row, "Document")));
            if (row.RowKey == RowKeys.Prompt)
            {
                foreach (var import in PromptRow.Read(row).Imports) staged.Remove(import);
            }
            head.Add(row);
            if (head.Count == 2) break; // A further page is not worth a call.
        }
        if (head is [{ RowKey: RowKeys.Prompt } unfinished]) staged[await BeganAsync(unfinished, cancellationToken)] = RowKeys.Prompt;
        return new(marks, [.. staged.Select(import => new StagedImport(import.Key, import.Value))]);
    }

    /// <inheritdoc/>
    public Task DiscardAsync(string partition, StagedImport import, CancellationToken cancellationToken) => import.RowKey == RowKeys.Prompt
        ? staging.DiscardUnfinishedAsync(partition, cancellationToken)
        : staging.DiscardAsync(partition, import.RowKey, cancellationToken);

    /// <summary>The last restore of a prompt that none completed. One that died before its turn left the prompt's row alone.</summary>
    private async Task<string> BeganAsync(TableEntity unfinished, CancellationToken cancellationToken) =>
        await table.Rows.GetAsync(unfinished.PartitionKey, RowKeys.Staging, cancellationToken) is { } turn && PromptStaging.ImportOf(turn) is { } import
            ? import
            : Ulid.New(unfinished.Timestamp ?? DateTimeOffset.MinValue);
}
