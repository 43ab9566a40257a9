namespace Azure.Storage.Blobs.Models;

/// <summary>A container's encryption scope.</summary>
public class BlobContainerEncryptionScopeOptions
{
}
