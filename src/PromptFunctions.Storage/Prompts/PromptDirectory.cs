using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>The list of all prompts: one partition, a row each.</summary>
internal sealed class PromptDirectory(StorageClients clients) : IPromptDirectory
{
    private const string Partition = "names";

    private readonly TableGateway rows = new(clients.Tables, "names");

    /// <inheritdoc/>
    public Task PutAsync(DirectoryEntry entry, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, entry.Name) { ["Type"] = entry.Type };
        WideText.Set(row, "Tags", StoreJson.Write(entry.Tags));
        return rows.PutAsync(row, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(DirectoryEntry entry, CancellationToken cancellationToken) =>
        rows.DeleteAsync(Partition, entry.Name, entry.StoreTag ?? throw new ArgumentException("The entry was not read from the store.", nameof(entry)), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<DirectoryEntry> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey eq '{Partition}' and RowKey gt '{PromptTable.Quote(after ?? "")}'";
        await foreach (var row in rows.QueryAsync(filter, 1000, cancellationToken))
        {
            yield return new(row.RowKey, row.GetString("Type"), StoreJson.Read<string[]>(WideText.Require(row, "Tags")))
            {
                WrittenAt = row.Timestamp,
                StoreTag = row.ETag.ToString(),
            };
        }
    }
}
