using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace PromptFunctions.Storage.Tables;

/// <summary>A list of what is to be looked after, whichever prompt it belongs to: one partition of a table, a row each.</summary>
internal sealed class WorkList(StorageClients clients, string name, string partition = "active")
{
    private readonly TableGateway rows = new(clients.Tables, name);

    /// <summary>Adds an entry.</summary>
    public Task AddAsync(string prompt, string id, CancellationToken cancellationToken) =>
        rows.PutAsync(new TableEntity(partition, id) { ["Prompt"] = prompt }, cancellationToken);

    /// <summary>Removes an entry, if it is there; with a tag, only if it was not added again since.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken, string? tag = null) => rows.DeleteAsync(partition, id, tag ?? ETag.All.ToString(), cancellationToken);

    /// <summary>All entries, or those with an id before another, with when each was added.</summary>
    public async IAsyncEnumerable<(string Prompt, string Id, DateTimeOffset AddedAt, string Tag)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken, string? before = null)
    {
        var filter = $"PartitionKey eq '{partition}'";
        if (before is not null) filter += $" and RowKey lt '{RowFilter.Quote(before)}'";
        await foreach (var row in rows.QueryAsync(filter, 1000, cancellationToken))
            yield return (row.GetString("Prompt"), row.RowKey, row.Timestamp ?? default, row.ETag.ToString());
    }
}
