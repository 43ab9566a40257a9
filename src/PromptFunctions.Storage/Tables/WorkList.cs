using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace PromptFunctions.Storage.Tables;

/// <summary>A table of what is to be looked after, whichever prompt it belongs to: one partition, a row each.</summary>
internal sealed class WorkList(StorageClients clients, string name)
{
    private const string Partition = "active";

    private readonly TableGateway rows = new(clients.Tables, name);

    /// <summary>Adds an entry.</summary>
    public Task AddAsync(string prompt, string id, CancellationToken cancellationToken) =>
        rows.PutAsync(new TableEntity(Partition, id) { ["Prompt"] = prompt }, cancellationToken);

    /// <summary>Removes an entry, if it is there.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => rows.DeleteAsync(Partition, id, ETag.All.ToString(), cancellationToken);

    /// <summary>All entries, with when each was added.</summary>
    public async IAsyncEnumerable<(string Prompt, string Id, DateTimeOffset AddedAt)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.QueryAsync($"PartitionKey eq '{Partition}'", 1000, cancellationToken))
            yield return (row.GetString("Prompt"), row.RowKey, row.Timestamp ?? default);
    }
}
