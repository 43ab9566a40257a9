namespace Azure.Storage.Blobs.Models;

/// <summary>What a deletion does to the blob's snapshots.</summary>
public enum DeleteSnapshotsOption
{
    /// <summary>Nothing; a blob with snapshots is not deleted.</summary>
    None = 0,

    /// <summary>Deletes them with the blob.</summary>
    IncludeSnapshots = 1,

    /// <summary>Deletes them and keeps the blob.</summary>
    OnlySnapshots = 2,
}
