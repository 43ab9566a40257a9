using Azure.Storage.Blobs.Internal;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs;

/// <summary>One container of blobs.</summary>
public class BlobContainerClient
{
    private readonly BlobRequests requests;

    internal BlobContainerClient(Uri uri, string name, BlobRequests requests)
    {
        Uri = uri;
        Name = name;
        this.requests = requests;
    }

    /// <summary>The container's address.</summary>
    public virtual Uri Uri { get; }

    /// <summary>The container's name.</summary>
    public virtual string Name { get; }

    /// <summary>Creates the container. Null where it exists.</summary>
    public virtual async Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string> metadata = null,
        BlobContainerEncryptionScopeOptions encryptionScopeOptions = null,
        CancellationToken cancellationToken = default)
    {
        if (encryptionScopeOptions is not null) throw new NotSupportedException("eng/OfflineSdk knows no encryption scopes.");
        var response = await requests.SendAsync(requests.CreateContainer(Uri, publicAccessType, metadata), cancellationToken, 201, 409);
        if (response.Status == 201) return Response.FromValue(new BlobContainerInfo(response.Headers), response);
        var conflict = new RequestFailedException(response);
        return conflict.ErrorCode == BlobErrorCode.ContainerAlreadyExists ? null : throw conflict;
    }

    /// <summary>Whether there is such a container.</summary>
    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await requests.SendAsync(requests.ContainerProperties(Uri), cancellationToken, 200, 404);
        return Response.FromValue(response.Status == 200, response);
    }

    /// <summary>The client of one blob. Nothing is sent.</summary>
    public virtual BlobClient GetBlobClient(string blobName) => new(Uri, Name, blobName, requests);

    /// <summary>Lists blobs in the order of their names.</summary>
    public virtual AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits = BlobTraits.None,
        BlobStates states = BlobStates.None,
        string prefix = null,
        CancellationToken cancellationToken = default)
    {
        return new ContinuedPages<BlobItem>(Fetch, pageSize: null, cancellationToken);

        async Task<Page<BlobItem>> Fetch(string marker, int? pageSize, CancellationToken cancellation)
        {
            var response = await requests.SendAsync(requests.ListBlobs(Uri, prefix, marker, pageSize), cancellation, 200);
            return BlobList.Read(response);
        }
    }
}
