namespace Azure.Storage.Blobs.Models;

/// <summary>Conditions of a request on a blob.</summary>
public class BlobRequestConditions : BlobLeaseRequestConditions
{
}
