namespace PromptFunctions.Core.Purging;

/// <summary>All blobs that there are, whoever wrote them.</summary>
public interface IStoredBlobs
{
    /// <summary>The most blobs in a page.</summary>
    int LargestPage { get; }

    /// <summary>A page of an area's blobs. One storage call.</summary>
    /// <param name="area">The area.</param>
    /// <param name="from">Where the page begins; null for the first one.</param>
    /// <param name="most">The most blobs in it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<BlobPage> ListAsync(BlobArea area, string? from, int most, CancellationToken cancellationToken);

    /// <summary>Deletes a blob; false, and nothing happens, where it is gone, or was written or made young since it was listed.</summary>
    Task<bool> TryDeleteAsync(BlobArea area, StoredBlob blob, CancellationToken cancellationToken);
}
