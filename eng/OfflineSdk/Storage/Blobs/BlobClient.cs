using Azure.Storage.Blobs.Internal;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Azure.Storage.Blobs;

/// <summary>One blob that is written whole.</summary>
public class BlobClient : BlobBaseClient
{
    internal BlobClient(Uri container, string containerName, string name, BlobRequests requests)
        : base(container, containerName, name, requests)
    {
    }

    /// <summary>Writes the blob. With IfNoneMatch of <see cref="ETag.All"/>, one that exists is 409, <c>BlobAlreadyExists</c>.</summary>
    public virtual async Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var response = await Requests.SendAsync(Requests.Put(Uri, content, options), cancellationToken, 201);
        return Response.FromValue(new BlobContentInfo(response.Headers), response);
    }
}
