using Azure.Data.Tables;
using PromptFunctions.Core.Purging;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Purging;

/// <summary>How far tasks came: one partition, a row each.</summary>
internal sealed class PurgeCursors(StorageClients clients) : IPurgeCursors
{
    private const string Partition = "cursors";

    private readonly TableGateway rows = new(clients.Tables, "purging");

    /// <inheritdoc/>
    public async Task<PurgeCursor?> ReadAsync(string task, CancellationToken cancellationToken) =>
        await rows.GetAsync(Partition, task, cancellationToken) is { } row
            ? StoreJson.Read<PurgeCursor>(WideText.Require(row, "Document")) with { StoreTag = row.ETag.ToString() }
            : null;

    /// <inheritdoc/>
    public async Task<PurgeCursor?> TrySaveAsync(PurgeCursor cursor, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, cursor.Task);
        WideText.Set(row, "Document", StoreJson.Write(cursor with { StoreTag = null }));
        return await rows.TryWriteAsync(row, cursor.StoreTag, cancellationToken) is { } tag ? cursor with { StoreTag = tag } : null;
    }
}
