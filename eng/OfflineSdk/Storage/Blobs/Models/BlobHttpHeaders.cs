namespace Azure.Storage.Blobs.Models;

/// <summary>The headers that a blob is served with.</summary>
public class BlobHttpHeaders
{
    /// <summary>Content-Type.</summary>
    public string ContentType { get; set; }

    /// <summary>Content-Encoding.</summary>
    public string ContentEncoding { get; set; }

    /// <summary>Cache-Control.</summary>
    public string CacheControl { get; set; }
}
