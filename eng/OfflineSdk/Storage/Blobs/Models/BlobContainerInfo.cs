using Azure.Core;
using Azure.Storage.Blobs.Internal;

namespace Azure.Storage.Blobs.Models;

/// <summary>A container as it was written.</summary>
public class BlobContainerInfo
{
    internal BlobContainerInfo(ResponseHeaders headers)
    {
        ETag = headers.ETag.GetValueOrDefault();
        LastModified = headers.LastModified();
    }

    /// <summary>The container's version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset LastModified { get; }
}
