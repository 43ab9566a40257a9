using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Core.Purging;

/// <summary>
/// Deletes blobs that are old enough for nobody to ask for them, whoever named them: what a row names is young when the row
/// is written, and the row itself has its time.
/// </summary>
public sealed class ExpiredBlobPurge(BlobSweep sweep, IPurgeCursors cursors, TimeProvider clock)
{
    private const string Name = "expired";

    // A day for commits that take their time and clocks that differ.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private static readonly Dictionary<BlobArea, TimeSpan> Lifetimes = new()
    {
        [BlobArea.Answers] = IdempotencyKey.Lifetime + StoredBlob.Relied + Margin,
        [BlobArea.Batches] = BatchRecord.Lifetime + StoredBlob.Relied + Margin,
        [BlobArea.Marks] = OrphanPurge.LongestPass + Margin,
    };

    /// <summary>Goes on through the blobs, for a while; gives how many were deleted. All are looked at about once a day.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (PurgeCursor.Daily(Name, await cursors.ReadAsync(Name, cancellationToken), now) is not { } cursor) return 0;
        cursor = cursor with { Area = cursor.Area ?? BlobArea.Answers };
        var (until, total) = (now + Purger.Budget, 0);
        BlobArea? swept = null;
        while (cursor.Area is { } area && area != swept)
        {
            var deleted = 0;
            (cursor, deleted) = await sweep.RunAsync(cursor, area == BlobArea.Marks ? null : area + 1, blob => now - blob.ModifiedAt < Lifetimes[area], until, cancellationToken);
            (swept, total) = (area, total + deleted);
        }
        // Where another run came first, both have deleted what was old, and the other goes on.
        await cursors.TrySaveAsync(cursor, cancellationToken);
        return total;
    }
}
