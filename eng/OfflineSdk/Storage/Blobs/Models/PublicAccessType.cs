namespace Azure.Storage.Blobs.Models;

/// <summary>What may be read without a credential.</summary>
public enum PublicAccessType
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Blobs and their list.</summary>
    BlobContainer = 1,

    /// <summary>Blobs.</summary>
    Blob = 2,
}
