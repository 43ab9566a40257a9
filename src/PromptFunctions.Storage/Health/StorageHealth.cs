using Azure.Data.Tables;
using PromptFunctions.Core.Health;
using PromptFunctions.Storage.Blobs;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Health;

/// <summary>Asks tables and blobs for something that need not be there.</summary>
internal sealed class StorageHealth(StorageClients clients) : IStorageHealth
{
    private readonly TableGateway names = new(clients.Tables, "names");

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await names.GetAsync("health", "health", cancellationToken);
        await StorageCalls.RunAsync(() => clients.Blobs.GetBlobContainerClient(BlobGateway.Bodies).ExistsAsync(cancellationToken), cancellationToken);
    }
}
