using PromptFunctions.Core.Versions;

namespace PromptFunctions.Storage.Blobs;

/// <summary>Contents in Blob Storage, under their hashes.</summary>
internal sealed class BodyStore(StorageClients clients, TimeProvider clock) : IBodyStore
{
    private const string Prefix = "sha256:";

    private readonly BlobGateway blobs = new(clients.Blobs, BlobGateway.Bodies, clock);

    /// <inheritdoc/>
    public Task PutAsync(PromptContent content, CancellationToken cancellationToken) => blobs.PutAsync(content.Hash[Prefix.Length..], content.Bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> GetAsync(string contentHash, CancellationToken cancellationToken) => blobs.GetAsync(contentHash[Prefix.Length..], cancellationToken);
}
