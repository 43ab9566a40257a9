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
    public Task PutAsync(DirectoryEntry entry, CancellationToken cancellationToken) => rows.PutAsync(Row(entry), cancellationToken);

    /// <inheritdoc/>
    public Task ReplaceAsync(DirectoryEntry entry, CancellationToken cancellationToken) => rows.TryReplaceAsync(Row(entry), Read(entry), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(DirectoryEntry entry, CancellationToken cancellationToken) => rows.DeleteAsync(Partition, entry.Name, Read(entry), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<DirectoryEntry> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey eq '{Partition}' and RowKey gt '{RowFilter.Quote(after ?? "")}'";
        await foreach (var row in rows.QueryAsync(filter, 1000, cancellationToken))
        {
            yield return new(row.RowKey, StoreJson.Read<string[]>(WideText.Require(row, "Types")), StoreJson.Read<string[]>(WideText.Require(row, "Tags")))
            {
                WrittenAt = row.Timestamp,
                StoreTag = row.ETag.ToString(),
            };
        }
    }

    private static TableEntity Row(DirectoryEntry entry)
    {
        var row = new TableEntity(Partition, entry.Name);
        WideText.Set(row, "Types", StoreJson.Write(entry.Types));
        WideText.Set(row, "Tags", StoreJson.Write(entry.Tags));
        return row;
    }

    private static string Read(DirectoryEntry entry) => entry.StoreTag ?? throw new ArgumentException("The entry was not read from the store.", nameof(entry));
}
