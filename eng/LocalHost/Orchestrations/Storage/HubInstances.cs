using System.Net;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>A hub as its clients see it: creates, finds and purges instances.</summary>
internal sealed class HubInstances(Hub hub, TableClient table)
{
    private const int LargestPage = 1_000; // of the table service

    /// <summary>The instance's row alone; null if there is none.</summary>
    public async Task<Instance?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await hub.EnsureCreatedAsync(cancellationToken);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(HubKeys.Partition(id), HubKeys.Instance, cancellationToken: cancellationToken);
        return found.HasValue ? HubRows.ReadInstance(found.Value!) : null;
    }

    /// <summary>One row of an instance's history; null where another generation has begun.</summary>
    public async Task<HistoryEvent?> FindEventAsync(Instance instance, int index, CancellationToken cancellationToken)
    {
        var key = HubKeys.History(instance.Generation, index);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(HubKeys.Partition(instance.Id), key, cancellationToken: cancellationToken);
        return found.HasValue ? HubRows.ReadEvent(found.Value!) : null;
    }

    /// <summary>Creates an instance, or replaces one that has ended.</summary>
    /// <param name="instance">The new one, with the tag of the one that it replaces.</param>
    /// <param name="started">The first row of its history.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False if there is another by now.</returns>
    public async Task<bool> TryCreateAsync(Instance instance, HistoryEvent started, CancellationToken cancellationToken)
    {
        await hub.EnsureCreatedAsync(cancellationToken);
        var row = HubRows.Write(instance);
        try
        {
            await table.SubmitTransactionAsync(
            [
                instance.ETag == default ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, instance.ETag),
                new(TableTransactionActionType.UpsertReplace, HubRows.Write(instance.Id, instance.Generation, 0, started)),
            ], cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return (await FindAsync(instance.Id, cancellationToken))?.CreationId == instance.CreationId; // an answer was lost
        }
    }

    /// <summary>Deletes an instance that has ended, with all that belongs to it.</summary>
    /// <returns>False if it is not there or has changed.</returns>
    public async Task<bool> TryPurgeAsync(Instance instance, CancellationToken cancellationToken)
    {
        var partition = HubKeys.Partition(instance.Id);
        try
        {
            await table.SubmitTransactionAsync(
                [new(TableTransactionActionType.Delete, new TableEntity(partition, HubKeys.Instance), instance.ETag)], cancellationToken);
        }
        catch (TableTransactionFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }
        List<string> keys = [];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ne {HubKeys.Instance}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
            keys.Add(row.RowKey);
        foreach (var batch in TransactionBatch.Split(keys.Select(key => (HubRows.Delete(instance.Id, key), (string?)null))))
            await table.SubmitTransactionAsync(batch.Actions, cancellationToken);
        return true;
    }

    /// <summary>Rows of instances, a page at a time, by id.</summary>
    public async IAsyncEnumerable<Page<Instance>> QueryAsync(string filter, string? continuationToken, int pageSize)
    {
        await hub.EnsureCreatedAsync(CancellationToken.None);
        var all = TableClient.CreateQueryFilter($"RowKey eq {HubKeys.Instance}");
        await foreach (var page in table.QueryAsync<TableEntity>($"{all} and {filter}", Math.Min(pageSize, LargestPage)).AsPages(continuationToken))
            yield return Page<Instance>.FromValues([.. page.Values.Select(HubRows.ReadInstance)], page.ContinuationToken, page.GetRawResponse());
    }
}
