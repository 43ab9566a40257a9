namespace Azure.Storage.Blobs.Models;

/// <summary>A blob that was read.</summary>
public class BlobDownloadResult
{
    internal BlobDownloadResult(Response response)
    {
        Content = response.Content;
        Details = new BlobDownloadDetails(response.Headers);
    }

    /// <summary>The blob's bytes.</summary>
    public BinaryData Content { get; }

    /// <summary>The blob's properties.</summary>
    public BlobDownloadDetails Details { get; }
}
