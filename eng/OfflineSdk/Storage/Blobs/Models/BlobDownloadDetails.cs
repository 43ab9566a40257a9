using Azure.Core;
using Azure.Storage.Blobs.Internal;

namespace Azure.Storage.Blobs.Models;

/// <summary>The properties of a blob that was read.</summary>
public class BlobDownloadDetails
{
    internal BlobDownloadDetails(ResponseHeaders headers)
    {
        ETag = headers.ETag.GetValueOrDefault();
        LastModified = headers.LastModified();
        ContentLength = headers.ContentLengthLong.GetValueOrDefault();
        ContentType = headers.ContentType;
    }

    /// <summary>The blob's version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset LastModified { get; }

    /// <summary>Its length in bytes.</summary>
    public long ContentLength { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }
}
