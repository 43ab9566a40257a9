namespace Azure.Storage.Blobs.Models;

/// <summary>A blob in a list.</summary>
public class BlobItem
{
    internal BlobItem(string name, BlobItemProperties properties)
    {
        Name = name;
        Properties = properties;
    }

    /// <summary>The blob's name.</summary>
    public string Name { get; }

    /// <summary>The blob's properties.</summary>
    public BlobItemProperties Properties { get; }
}
