namespace PromptFunctions.Core.Purging;

/// <summary>A page of a listing.</summary>
/// <param name="Blobs">Its blobs.</param>
/// <param name="Next">Where the next page begins; null after the last one.</param>
public sealed record BlobPage(IReadOnlyList<StoredBlob> Blobs, string? Next);
