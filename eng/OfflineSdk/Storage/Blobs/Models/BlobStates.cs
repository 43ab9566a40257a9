namespace Azure.Storage.Blobs.Models;

/// <summary>Which blobs a list holds beside those that are there.</summary>
[Flags]
public enum BlobStates
{
    /// <summary>None.</summary>
    None = 0,
}
