using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PromptFunctions.Storage.Blobs;

/// <summary>One container of immutable blobs, made when it is first written to.</summary>
internal sealed class BlobGateway(BlobServiceClient service, string name)
{
    private readonly BlobContainerClient container = service.GetBlobContainerClient(name);
    private volatile bool created;

    /// <summary>Stores a blob; nothing happens where it is stored already.</summary>
    public async Task PutAsync(string blob, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!created) await CreateAsync(cancellationToken);
        var options = new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } };
        try
        {
            await UploadAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == "ContainerNotFound")
        {
            // The account was emptied under the running process.
            await CreateAsync(cancellationToken);
            await UploadAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == "BlobAlreadyExists")
        {
            return; // The name is the content's hash, so what is there is the same.
        }

        Task UploadAsync() => StorageCalls.RunAsync(
            () => container.GetBlobClient(blob).UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken), cancellationToken);
    }

    /// <summary>Reads a blob.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public async Task<ReadOnlyMemory<byte>> GetAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            var found = await StorageCalls.RunAsync(() => container.GetBlobClient(blob).DownloadContentAsync(cancellationToken), cancellationToken);
            return found.Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new InvalidDataException($"The blob {name}/{blob} is missing.", e);
        }
    }

    /// <summary>Deletes a blob; nothing happens where there is none.</summary>
    public Task DeleteAsync(string blob, CancellationToken cancellationToken) =>
        StorageCalls.RunAsync(() => container.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await StorageCalls.RunAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);
        created = true;
    }
}
