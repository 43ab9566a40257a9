using Microsoft.Extensions.Options;

namespace PromptFunctions.Core.Purging;

/// <summary>Goes through an area's blobs, page by page, and deletes those that are not needed.</summary>
public sealed class BlobSweep(IStoredBlobs blobs, IOptions<PurgeOptions> options, TimeProvider clock)
{
    private const int AtOnce = 8;

    /// <summary>
    /// Goes on through the area that a cursor stands in, for a while. Gives where it stands then, in the next area once this
    /// one is through, and how many blobs were deleted.
    /// </summary>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="next">The area after this one; null where it is the last.</param>
    /// <param name="isNeeded">Whether a blob stays.</param>
    /// <param name="until">How long to go on.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<(PurgeCursor Cursor, int Deleted)> RunAsync(
        PurgeCursor cursor, BlobArea? next, Func<StoredBlob, bool> isNeeded, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (area, left, deleted) = (cursor.Area!.Value, options.Value.BlobsPerRun, 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        while (left > 0 && clock.GetUtcNow() < until)
        {
            var page = await blobs.ListAsync(area, cursor.After, Math.Min(left, blobs.LargestPage), cancellationToken);
            left -= page.Blobs.Count;
            var isWhole = true;
            await Parallel.ForEachAsync(page.Blobs.Where(blob => !isNeeded(blob)), parallel, async (blob, cancellation) =>
            {
                if (clock.GetUtcNow() >= until) isWhole = false;
                else if (await blobs.TryDeleteAsync(area, blob, cancellation)) Interlocked.Increment(ref deleted);
            });
            // What is left of a page is found when it is listed again.
            if (!isWhole) break;
            if (page.Next is null) return (cursor with { After = null, Area = next, IsDone = next is null }, deleted);
            cursor = cursor with { After = page.Next };
        }
        return (cursor, deleted);
    }
}
