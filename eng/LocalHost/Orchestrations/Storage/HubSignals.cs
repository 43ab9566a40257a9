using System.Net;
using Azure;
using Azure.Data.Tables;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>
/// One partition that says who drives the hub, and which instances other processes have written to: the driver sees
/// both with one small query.
/// </summary>
internal sealed class HubSignals(Hub hub, TableClient table)
{
    private const string Instance = "Instance";
    private const string Owner = "Owner";

    /// <summary>Says that an instance has something to do. Its driver looks every quarter of a second.</summary>
    public async Task AddAsync(string instanceId, CancellationToken cancellationToken)
    {
        await hub.EnsureCreatedAsync(cancellationToken);
        await table.AddEntityAsync(new TableEntity(HubKeys.Hub, HubKeys.Signal()) { [Instance] = instanceId }, cancellationToken);
    }

    /// <summary>Who holds the lease, and the signals.</summary>
    public async Task<HubState> ReadAsync(CancellationToken cancellationToken)
    {
        await hub.EnsureCreatedAsync(cancellationToken);
        HubOwner? owner = null;
        var tag = default(ETag);
        List<(string, string)> signals = [];
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {HubKeys.Hub}"), cancellationToken: cancellationToken))
        {
            if (row.RowKey == HubKeys.Lease)
                (owner, tag) = (HubOwner.Parse(row.GetString(Owner)), row.ETag);
            else
                signals.Add((row.RowKey, row.GetString(Instance)));
        }
        return new HubState(owner, tag, signals);
    }

    /// <summary>Takes signals away that have been heard.</summary>
    public async Task RemoveAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var deletes = keys.Select(key => (new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(HubKeys.Hub, key), ETag.All), (string?)null));
        foreach (var batch in TransactionBatch.Split(deletes))
            await table.SubmitTransactionAsync(batch.Actions, cancellationToken);
    }

    /// <summary>Takes the lease, if nobody who lives has it.</summary>
    public async Task<bool> TryTakeLeaseAsync(HubOwner self, HubState state, CancellationToken cancellationToken)
    {
        if (state.Owner == self)
            return true;
        if (state.Owner is { IsAlive: true })
            return false;
        var row = new TableEntity(HubKeys.Hub, HubKeys.Lease) { [Owner] = $"{self}" };
        try
        {
            if (state.Owner is null)
                await table.AddEntityAsync(row, cancellationToken);
            else
                await table.UpdateEntityAsync(row, state.LeaseTag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false; // somebody was faster; or it was this one, and the next look shows that
        }
    }

    /// <summary>Gives the lease back.</summary>
    public async Task ReleaseLeaseAsync(HubOwner self, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken);
        if (state.Owner == self)
            await table.DeleteEntityAsync(HubKeys.Hub, HubKeys.Lease, state.LeaseTag, cancellationToken);
    }
}
