namespace Azure.Storage.Blobs.Models;

/// <summary>Conditions of a request.</summary>
public class BlobLeaseRequestConditions : RequestConditions
{
}
