using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Storage.Tables;

/// <summary>One table, as the stores use it: made when it is first written to, limits checked, failures translated.</summary>
internal sealed class TableGateway(TableServiceClient service, string name)
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    private readonly TableClient table = service.GetTableClient(name);
    private volatile bool created;

    /// <summary>One row; null where there is none.</summary>
    public Task<TableEntity?> GetAsync(string partition, string row, CancellationToken cancellationToken) => StorageCalls.RunAsync(async () =>
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }, cancellationToken);

    /// <summary>Rows in order of their keys, with all their properties or only some.</summary>
    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string filter, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken, IEnumerable<string>? properties = null)
    {
        await using var rows = StorageCalls.RunAsync(table.QueryAsync<TableEntity>(filter, atOnce, properties, cancellationToken), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(rows)) yield return rows.Current;

        static async Task<bool> MoveNextAsync(IAsyncEnumerator<TableEntity> rows)
        {
            try
            {
                return await rows.MoveNextAsync();
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return false; // The table is made with its first row.
            }
        }
    }

    /// <summary>Writes a row, whatever was there; gives its new tag.</summary>
    public async Task<string> PutAsync(TableEntity row, CancellationToken cancellationToken) =>
        TagOf(await WriteAsync(() => table.UpsertEntityAsync(Checked(row), TableUpdateMode.Replace, cancellationToken), cancellationToken));

    /// <summary>Replaces a row if it still has a tag; false, and nothing happens, where it has not.</summary>
    public async Task<bool> TryReplaceAsync(TableEntity row, string tag, CancellationToken cancellationToken) => await ReplaceAsync(row, tag, cancellationToken) is not null;

    /// <summary>Replaces a row if it still has a tag, and gives its new one; null, and nothing happens, where it has not.</summary>
    public async Task<string?> ReplaceAsync(TableEntity row, string tag, CancellationToken cancellationToken)
    {
        try
        {
            return TagOf(await WriteAsync(() => table.UpdateEntityAsync(Checked(row), new ETag(tag), TableUpdateMode.Replace, cancellationToken), cancellationToken));
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>Writes a row if it still has a tag, or if it is new where the tag is null; gives its new tag, or null, and nothing happens, where that is not so.</summary>
    public async Task<string?> TryWriteAsync(TableEntity row, string? tag, CancellationToken cancellationToken)
    {
        try
        {
            return TagOf(await WriteAsync(
                () => tag is null ? table.AddEntityAsync(Checked(row), cancellationToken) : table.UpdateEntityAsync(Checked(row), new ETag(tag), TableUpdateMode.Replace, cancellationToken),
                cancellationToken));
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Writes a row that is new; false where there is one already.</summary>
    public async Task<bool> TryAddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(() => table.AddEntityAsync(Checked(row), cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Deletes a row if it is still as it was read; nothing happens where it is not.</summary>
    public Task DeleteAsync(TableEntity row, CancellationToken cancellationToken) => DeleteAsync(row.PartitionKey, row.RowKey, row.ETag.ToString(), cancellationToken);

    /// <summary>Deletes a row if it still has a tag; nothing happens where it has not.</summary>
    public async Task DeleteAsync(string partition, string row, string tag, CancellationToken cancellationToken)
    {
        try
        {
            await StorageCalls.RunAsync(() => table.DeleteEntityAsync(partition, row, new ETag(tag), cancellationToken), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return;
        }
    }

    /// <summary>The first key of a partition with a prefix; null where there is none.</summary>
    public async Task<string?> FirstKeyAsync(string partition, string prefix, CancellationToken cancellationToken)
    {
        await foreach (var row in QueryAsync(RowFilter.Prefix(partition, prefix), 1, cancellationToken, Keys)) return row.RowKey;
        return null;
    }

    /// <summary>The first partition after a name; null where there is none.</summary>
    public async Task<string?> NextPartitionAsync(string after, CancellationToken cancellationToken)
    {
        await foreach (var row in QueryAsync($"PartitionKey gt '{RowFilter.Quote(after)}'", 1, cancellationToken, Keys)) return row.PartitionKey;
        return null;
    }

    /// <summary>Deletes rows of one partition that a filter finds, unless they change meanwhile, at most so many; gives how many were found.</summary>
    public async Task<int> DeleteAsync(string filter, int most, CancellationToken cancellationToken)
    {
        var found = await QueryAsync(filter, Math.Min(most, 1000), cancellationToken, Keys).Take(most).ToListAsync(cancellationToken);
        foreach (var rows in found.Chunk(EntitySize.MaximumOperations))
        {
            if (await TryTransactAsync([.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))], cancellationToken)) continue;
            foreach (var row in rows) await DeleteAsync(row, cancellationToken);
        }
        return found.Count;
    }

    /// <summary>Deletes a partition's rows from one key on, to before another, at most so many; gives how many.</summary>
    public async Task<int> DeleteRangeAsync(string partition, string from, string before, int most, CancellationToken cancellationToken)
    {
        var found = new List<TableEntity>();
        await foreach (var row in QueryAsync(RowFilter.Range(partition, from, before), Math.Min(most, 1000), cancellationToken, Keys))
        {
            found.Add(row);
            if (found.Count == most) break;
        }
        foreach (var rows in found.Chunk(EntitySize.MaximumOperations))
        {
            if (await TryDeleteAllAsync(rows, cancellationToken)) continue;
            foreach (var row in rows) await DeleteAsync(row.PartitionKey, row.RowKey, ETag.All.ToString(), cancellationToken);
        }
        return found.Count;
    }

    /// <summary>Deletes rows of one partition, whatever is in them by now, all or nothing: false where one is gone already. At most 100.</summary>
    public async Task<bool> TryDeleteAllAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)).ToList();
        try
        {
            await StorageCalls.RunAsync(() => table.SubmitTransactionAsync(actions, cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Writes rows all or nothing.</summary>
    /// <exception cref="TableTransactionFailedException">One of them was not as expected.</exception>
    public async Task TransactAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        foreach (var action in actions) Checked((TableEntity)action.Entity);
        try
        {
            await WriteAsync(() => table.SubmitTransactionAsync(actions, cancellationToken), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 413)
        {
            throw Limits.Exceeded("The change", EntitySize.MaximumTransaction, "bytes in one transaction");
        }
    }

    /// <summary>Writes rows all or nothing; false, and nothing happens, where one of them was not as expected.</summary>
    public async Task<bool> TryTransactAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await TransactAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        if (!created) await CreateAsync(cancellationToken);
        try
        {
            return await StorageCalls.RunAsync(write, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            // The account was emptied under the running process.
            await CreateAsync(cancellationToken);
            return await StorageCalls.RunAsync(write, cancellationToken);
        }
    }

    private static string TagOf(Response response) => response.Headers.ETag?.ToString() ?? throw new InvalidDataException("The table service answered without a tag.");

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await StorageCalls.RunAsync(() => table.CreateIfNotExistsAsync(cancellationToken), cancellationToken);
        created = true;
    }

    private static TableEntity Checked(TableEntity row) => EntitySize.Of(row) <= EntitySize.MaximumRow
        ? row
        : throw Limits.Exceeded($"What is kept of '{row.PartitionKey}' in {row.RowKey}", EntitySize.MaximumRow, "bytes in one row");
}
