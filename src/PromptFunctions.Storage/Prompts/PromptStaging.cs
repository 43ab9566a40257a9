using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>
/// Rows of a change that is larger than one transaction: an import's versions, and all of a prompt that is restored. They
/// are written first, under an import's id, and nobody sees them until the commit names the id in the prompt's row. A row
/// of its own says whose turn it is: the commit deletes it, so a writer that was overtaken fails, and what it left behind is
/// discarded.
/// </summary>
internal sealed class PromptStaging(PromptTable table, TimeProvider clock)
{
    /// <summary>The import that a row waits for; empty or absent for an ordinary row.</summary>
    public const string Import = "Import";

    private const int MostAttempts = 10;
    private const int DeletedAtOnce = 1000;

    private static readonly string[] OfImport = ["PartitionKey", "RowKey", Import];

    /// <summary>The import that a row waits for; null for an ordinary row.</summary>
    public static string? ImportOf(TableEntity row) => row.GetString(Import) is { Length: > 0 } import ? import : null;

    /// <summary>Whether versions need more than one transaction.</summary>
    /// <param name="rows">The versions.</param>
    /// <param name="events">What webhooks are told of them, which comes on top.</param>
    public static bool IsNeeded(IReadOnlyList<TableEntity> rows, IReadOnlyList<TableEntity> events) =>
        rows.Count + events.Count > EntitySize.MaximumOperations - 20 || rows.Concat(events).Sum(EntitySize.InRequest) > EntitySize.MaximumTransaction / 2;

    /// <summary>Takes the turn, from whoever has it.</summary>
    public async Task<StagingTurn> TakeTurnAsync(string prompt, CancellationToken cancellationToken)
    {
        var import = Ulid.New(clock.GetUtcNow());
        var row = new TableEntity(prompt, RowKeys.Staging) { [Import] = import };
        return new(import, await table.Rows.PutAsync(row, cancellationToken));
    }

    /// <summary>Writes rows under an import; the one that exists already, if there is one.</summary>
    public async Task<TableEntity?> StageAsync(string import, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows) row[Import] = import;
        foreach (var batch in Batches(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))))
        {
            for (var attempt = 1; await FailedAsync(batch, cancellationToken) is { } taken; attempt++)
            {
                var there = await table.Rows.GetAsync(taken.PartitionKey, taken.RowKey, cancellationToken);
                if (there is not null && ImportOf(there) == import) break; // The answer to this very batch was lost.
                if (attempt == MostAttempts || !await HasTurnAsync(taken.PartitionKey, import, cancellationToken)) return taken;
                if (!await DiscardAsync(taken.PartitionKey, taken.RowKey, cancellationToken)) return taken;
            }
        }
        return null;
    }

    /// <summary>Makes a committed import's rows ordinary ones. May be repeated.</summary>
    public async Task SettleAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var batch in Batches(rows.Select(row => new TableTransactionAction(
            TableTransactionActionType.UpdateMerge, new TableEntity(row.PartitionKey, row.RowKey) { [Import] = "" }, ETag.All))))
        {
            await table.Rows.TransactAsync(batch, cancellationToken);
        }
    }

    /// <summary>
    /// Makes room where a row is in the way that belongs to an import which was never committed; false where the
    /// row is an ordinary one. All that such imports left is discarded.
    /// </summary>
    public async Task<bool> DiscardAsync(string prompt, string rowKey, CancellationToken cancellationToken)
    {
        var row = await table.Rows.GetAsync(prompt, rowKey, cancellationToken);
        if (row is null) return true;
        if (ImportOf(row) is not { } import) return false;

        // Without the turn it cannot be committed any more, so only what the prompt says after that is final.
        if (await HasTurnAsync(prompt, import, cancellationToken)) await TakeTurnAsync(prompt, cancellationToken);
        var head = await table.Rows.GetAsync(prompt, RowKeys.Prompt, cancellationToken);
        if (head is not null && PromptRow.Read(head).Imports.Contains(import)) return false;

        await DeleteAsync(prompt, import, cancellationToken);
        return true;
    }

    /// <summary>Discards all that dead imports left of a prompt that is not there; false where somebody else has the turn by now.</summary>
    public async Task<bool> DiscardAsync(string prompt, StagingTurn turn, CancellationToken cancellationToken)
    {
        var left = await table.Rows.QueryAsync(Staged(prompt, $"{Import} gt ''"), 1000, cancellationToken, OfImport).Select(row => ImportOf(row)!).ToHashSetAsync(cancellationToken: cancellationToken);
        // Who has the turn still, had it all the while: what was found had lost it before, and will never be committed.
        if (!await HasTurnAsync(prompt, turn.Import, cancellationToken)) return false;
        foreach (var import in left.Where(import => import != turn.Import)) await DeleteAsync(prompt, import, cancellationToken);
        return true;
    }

    /// <summary>Discards a prompt that a restore began and nobody completed, so that its name is free; false where it is a prompt, or somebody restores it now.</summary>
    public async Task<bool> DiscardUnfinishedAsync(string prompt, CancellationToken cancellationToken)
    {
        var turn = await TakeTurnAsync(prompt, cancellationToken);
        var head = await table.Rows.QueryAsync(RowFilter.Range(prompt, RowKeys.Prompt, RowFilter.After(RowKeys.Route)), 2, cancellationToken).ToListAsync(cancellationToken);
        if (head is not [{ RowKey: RowKeys.Prompt } unfinished] || !await DiscardAsync(prompt, turn, cancellationToken)) return false;
        return await table.Rows.TryTransactAsync(
        [
            new(TableTransactionActionType.Delete, new TableEntity(prompt, RowKeys.Staging), new ETag(turn.Tag)),
            new(TableTransactionActionType.Delete, unfinished, unfinished.ETag),
        ], cancellationToken);
    }

    /// <summary>Whether an import still has the turn.</summary>
    public async Task<bool> HasTurnAsync(string prompt, string import, CancellationToken cancellationToken) =>
        (await table.Rows.GetAsync(prompt, RowKeys.Staging, cancellationToken))?.GetString(Import) == import;

    private async Task DeleteAsync(string prompt, string import, CancellationToken cancellationToken)
    {
        while (await table.Rows.DeleteAsync(Staged(prompt, $"{Import} eq '{import}'"), DeletedAtOnce, cancellationToken) == DeletedAtOnce)
        {
        }
    }

    // The row that says whose turn it is names an import too.
    private static string Staged(string prompt, string which) => $"PartitionKey eq '{RowFilter.Quote(prompt)}' and RowKey ne '{RowKeys.Staging}' and {which}";

    private static IEnumerable<List<TableTransactionAction>> Batches(IEnumerable<TableTransactionAction> actions)
    {
        var batch = new List<TableTransactionAction>();
        long size = 0;
        foreach (var action in actions)
        {
            var rowSize = EntitySize.InRequest((TableEntity)action.Entity);
            if (batch.Count == EntitySize.MaximumOperations || (batch.Count > 0 && size + rowSize > EntitySize.MaximumTransaction))
            {
                yield return batch;
                batch = [];
                size = 0;
            }
            batch.Add(action);
            size += rowSize;
        }
        if (batch.Count > 0) yield return batch;
    }

    /// <summary>Writes a batch; the row that was in the way, if there was one.</summary>
    private async Task<TableEntity?> FailedAsync(List<TableTransactionAction> batch, CancellationToken cancellationToken)
    {
        try
        {
            await table.Rows.TransactAsync(batch, cancellationToken);
            return null;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            var index = (e as TableTransactionFailedException)?.FailedTransactionActionIndex ?? 0;
            return (TableEntity)batch[index].Entity;
        }
    }
}
