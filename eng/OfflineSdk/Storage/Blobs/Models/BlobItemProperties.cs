namespace Azure.Storage.Blobs.Models;

/// <summary>The properties of a blob in a list.</summary>
public class BlobItemProperties
{
    internal BlobItemProperties()
    {
    }

    /// <summary>Its length in bytes.</summary>
    public long? ContentLength { get; internal init; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; internal init; }

    /// <summary>The blob's version.</summary>
    public ETag? ETag { get; internal init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastModified { get; internal init; }
}
