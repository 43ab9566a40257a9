using PromptFunctions.Core.Purging;
using PromptFunctions.Storage.Blobs;

namespace PromptFunctions.Storage.Purging;

/// <summary>The containers of blobs.</summary>
internal sealed class StoredBlobs(StorageClients clients, TimeProvider clock) : IStoredBlobs
{
    private readonly Dictionary<BlobArea, BlobGateway> areas = new()
    {
        [BlobArea.Bodies] = new(clients.Blobs, BlobGateway.Bodies, clock),
        [BlobArea.Tests] = new(clients.Blobs, BlobGateway.Tests, clock),
        [BlobArea.Answers] = new(clients.Blobs, BlobGateway.Answers, clock),
        [BlobArea.Batches] = new(clients.Blobs, BlobGateway.Batches, clock),
        [BlobArea.Marks] = new(clients.Blobs, BlobGateway.Marks, clock),
    };

    /// <inheritdoc/>
    public int LargestPage => 5000;

    /// <inheritdoc/>
    public Task<BlobPage> ListAsync(BlobArea area, string? from, int most, CancellationToken cancellationToken) => areas[area].ListAsync(from, most, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryDeleteAsync(BlobArea area, StoredBlob blob, CancellationToken cancellationToken) => areas[area].TryDeleteAsync(blob, cancellationToken);
}
