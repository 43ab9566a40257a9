using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PromptFunctions.Core.Purging;

namespace PromptFunctions.Storage.Blobs;

/// <summary>
/// One container of immutable blobs, made when it is first written to. Blobs that nobody names are deleted once they are
/// old: who is about to name one that is there already makes it young first.
/// </summary>
internal sealed class BlobGateway(BlobServiceClient service, string name, TimeProvider clock)
{
    /// <summary>The container of contents.</summary>
    public const string Bodies = "bodies";

    /// <summary>The container of suites of tests.</summary>
    public const string Tests = "tests";

    /// <summary>The container of large answers to idempotency keys.</summary>
    public const string Answers = "answers";

    /// <summary>The container of large answers to batches.</summary>
    public const string Batches = "batches";

    /// <summary>The container of what purging has read off rows.</summary>
    public const string Marks = "marks";

    private readonly BlobContainerClient container = service.GetBlobContainerClient(name);
    private volatile bool created;

    /// <summary>Stores a blob. One that is stored already and older than <see cref="StoredBlob.Relied"/> becomes young, so that it may be named for as long again.</summary>
    public async Task PutAsync(string blob, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // It may be deleted between the two looks; then it is stored anew.
        while (!await TryAddAsync(blob, bytes, cancellationToken) && !await TryRefreshAsync(blob, cancellationToken))
        {
        }
    }

    /// <summary>A page of blobs.</summary>
    public async Task<BlobPage> ListAsync(string? from, int most, CancellationToken cancellationToken)
    {
        var pages = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken).AsPages(from, most);
        try
        {
            await foreach (var page in StorageCalls.RunAsync(pages, cancellationToken))
                return new([.. page.Values.Select(Stored)], page.ContinuationToken is { Length: > 0 } next ? next : null);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new([], null); // The container is made with its first blob.
        }
        return new([], null);

        static StoredBlob Stored(BlobItem blob) => new(blob.Name, blob.Properties.LastModified!.Value, blob.Properties.ETag!.Value.ToString());
    }

    /// <summary>Deletes a blob; false, and nothing happens, where it is gone or was written since it was listed.</summary>
    public async Task<bool> TryDeleteAsync(StoredBlob blob, CancellationToken cancellationToken)
    {
        var asListed = new BlobRequestConditions { IfMatch = new ETag(blob.Tag) };
        try
        {
            return (await StorageCalls.RunAsync(
                () => container.GetBlobClient(blob.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.None, asListed, cancellationToken), cancellationToken)).Value;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private async Task<bool> TryAddAsync(string blob, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!created) await CreateAsync(cancellationToken);
        var options = new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } };
        try
        {
            await UploadAsync();
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == "ContainerNotFound")
        {
            // The account was emptied under the running process.
            await CreateAsync(cancellationToken);
            await UploadAsync();
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == "BlobAlreadyExists")
        {
            return false; // The name is the content's hash, so what is there is the same.
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

    // Writing a blob's metadata changes its tag and its time, and no more. One call, whether or not the blob is old.
    private async Task<bool> TryRefreshAsync(string blob, CancellationToken cancellationToken)
    {
        var ifOld = new BlobRequestConditions { IfUnmodifiedSince = clock.GetUtcNow() - StoredBlob.Relied };
        try
        {
            await StorageCalls.RunAsync(() => container.GetBlobClient(blob).SetMetadataAsync(new Dictionary<string, string>(), ifOld, cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return true; // It is young.
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await StorageCalls.RunAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);
        created = true;
    }
}
