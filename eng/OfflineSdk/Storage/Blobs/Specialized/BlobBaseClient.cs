using Azure.Storage.Blobs.Internal;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>What the clients of all kinds of blobs do.</summary>
public class BlobBaseClient
{
    internal BlobBaseClient(Uri container, string containerName, string name, BlobRequests requests)
    {
        var path = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        Uri = new Uri($"{container.AbsoluteUri}/{path}");
        BlobContainerName = containerName;
        Name = name;
        Requests = requests;
    }

    /// <summary>The blob's address.</summary>
    public virtual Uri Uri { get; }

    /// <summary>The name of the blob's container.</summary>
    public virtual string BlobContainerName { get; }

    /// <summary>The blob's name.</summary>
    public virtual string Name { get; }

    internal BlobRequests Requests { get; }

    /// <summary>Reads the whole blob; 404, <c>BlobNotFound</c>, where there is none.</summary>
    public virtual Task<Response<BlobDownloadResult>> DownloadContentAsync() => DownloadContentAsync(CancellationToken.None);

    /// <summary>Reads the whole blob; 404, <c>BlobNotFound</c>, where there is none.</summary>
    public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken)
    {
        var response = await Requests.SendAsync(Requests.Get(Uri), cancellationToken, 200, 206);
        return Response.FromValue(new BlobDownloadResult(response), response);
    }

    /// <summary>Whether there is such a blob.</summary>
    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await Requests.SendAsync(Requests.Properties(Uri), cancellationToken, 200, 404);
        return Response.FromValue(response.Status == 200, response);
    }

    /// <summary>Replaces the names and values kept with the blob, which also changes its tag and its time; 404, <c>BlobNotFound</c>, where there is none.</summary>
    public virtual async Task<Response<BlobInfo>> SetMetadataAsync(
        IDictionary<string, string> metadata, BlobRequestConditions conditions = null, CancellationToken cancellationToken = default)
    {
        var response = await Requests.SendAsync(Requests.SetMetadata(Uri, metadata, conditions), cancellationToken, 200);
        return Response.FromValue(new BlobInfo(response.Headers), response);
    }

    /// <summary>Deletes the blob; false where there was none.</summary>
    public virtual async Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions conditions = null,
        CancellationToken cancellationToken = default)
    {
        var response = await Requests.SendAsync(Requests.Delete(Uri, snapshotsOption, conditions), cancellationToken, 202, 404);
        return Response.FromValue(response.Status == 202, response);
    }
}
