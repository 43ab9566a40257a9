namespace Azure.Storage.Blobs.Models;

/// <summary>How a blob is written.</summary>
public class BlobUploadOptions
{
    /// <summary>The headers that the blob is served with.</summary>
    public BlobHttpHeaders HttpHeaders { get; set; }

    /// <summary>Names and values kept with the blob.</summary>
    public IDictionary<string, string> Metadata { get; set; }

    /// <summary>When it is written.</summary>
    public BlobRequestConditions Conditions { get; set; }
}
