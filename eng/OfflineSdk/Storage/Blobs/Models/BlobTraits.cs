namespace Azure.Storage.Blobs.Models;

/// <summary>What a list tells of each blob beside its properties.</summary>
[Flags]
public enum BlobTraits
{
    /// <summary>Nothing.</summary>
    None = 0,
}
