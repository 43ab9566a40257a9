using Azure.Core;
using Azure.Storage.Blobs.Internal;

namespace Azure.Storage.Blobs.Models;

/// <summary>A blob whose properties were written.</summary>
public class BlobInfo
{
    internal BlobInfo(ResponseHeaders headers)
    {
        ETag = headers.ETag.GetValueOrDefault();
        LastModified = headers.LastModified();
    }

    /// <summary>The blob's version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset LastModified { get; }
}
