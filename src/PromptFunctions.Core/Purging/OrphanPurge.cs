using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Common;

namespace PromptFunctions.Core.Purging;

/// <summary>
/// Deletes contents and suites of tests that no row names: first it reads, partition by partition, which are named; then it
/// deletes what is not and was already older than a day when that reading began. Whoever names an old blob meanwhile makes
/// it young before, so that it is not old any more, or no longer the one that was listed.
/// </summary>
public sealed class OrphanPurge(
    IPromptPartitions partitions, IBlobMarks marks, BlobSweep sweep, IPurgeCursors cursors, IOptions<PurgeOptions> options, ILogger<OrphanPurge> logger, TimeProvider clock)
{
    /// <summary>What began longer ago begins anew.</summary>
    public static readonly TimeSpan LongestPass = TimeSpan.FromDays(14);

    private const string Name = "orphans";

    // Somebody who read a row before it changed may still be about to read the blob that it named.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Goes on reading rows or deleting blobs, for a while; gives how many blobs were deleted. All is gone through about once a day.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = await cursors.ReadAsync(Name, cancellationToken);
        if (last is not null && now - last.StartedAt > LongestPass) last = last with { IsDone = true };
        if (PurgeCursor.Daily(Name, last, now) is not { } cursor) return 0;
        if (cursor.Area is not null) return await SweepAsync(cursor, now + Purger.Budget, cancellationToken);
        await MarkAsync(cursor, now + Purger.Budget, cancellationToken);
        return 0;
    }

    private async Task MarkAsync(PurgeCursor cursor, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (found, failures, visited, isDone) = (new HashSet<BlobMark>(), new List<Exception>(), 0, true);
        await foreach (var partition in partitions.ListAsync(cursor.After, cancellationToken))
        {
            isDone = visited++ < options.Value.PromptsPerRun && clock.GetUtcNow() < until;
            if (!isDone) break;
            var named = await partitions.ReadMarksAsync(partition, cancellationToken);
            found.UnionWith(named.Marks);
            foreach (var import in named.Staged.Where(import => clock.GetUtcNow() - Ulid.TimeOf(import.Id) > Abandoned))
            {
                try
                {
                    await partitions.DiscardAsync(partition, import, cancellationToken);
                    logger.LogInformation("What the import {Import} left when it died was discarded.", import.Id);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    // What it staged is named all the same, so the pass may go on; it is tried again tomorrow.
                    logger.LogError(e, "What the import {Import} left in {Partition} could not be discarded.", import.Id, partition);
                    failures.Add(e);
                }
            }
            cursor = cursor with { After = partition };
        }
        // Marks have a place of their own in each run: of two runs at once only one is believed, with its own marks.
        var place = await marks.SaveAsync(found, cancellationToken);
        cursor = cursor with { Marks = [.. cursor.Marks, place] };
        if (isDone) cursor = cursor with { After = null, Area = BlobArea.Bodies, NotBefore = clock.GetUtcNow() + Settling };
        if (await cursors.TrySaveAsync(cursor, cancellationToken) is null) await marks.DeleteAsync(place, cancellationToken);
        if (failures.Count > 0) throw new AggregateException("What some imports left could not be discarded.", failures);
    }

    private async Task<int> SweepAsync(PurgeCursor cursor, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await ReadMarksAsync(cursor, cancellationToken) is not { } named)
        {
            await cursors.TrySaveAsync(cursor with { IsDone = true, Marks = [] }, cancellationToken);
            return 0;
        }
        var (before, total) = (cursor.StartedAt - StoredBlob.Kept, 0);
        BlobArea? swept = null;
        while (cursor.Area is { } area && area != swept)
        {
            var deleted = 0;
            (cursor, deleted) = await sweep.RunAsync(cursor, area == BlobArea.Bodies ? BlobArea.Tests : null, IsNeeded, until, cancellationToken);
            (swept, total) = (area, total + deleted);
        }
        var places = cursor.Marks;
        if (cursor.IsDone) cursor = cursor with { Marks = [] };
        // What a process leaves here that dies in between goes with its age.
        if (await cursors.TrySaveAsync(cursor, cancellationToken) is { IsDone: true })
        {
            foreach (var place in places) await marks.DeleteAsync(place, cancellationToken);
        }
        return total;

        // What is called otherwise was not put there by this app.
        bool IsNeeded(StoredBlob blob) => blob.ModifiedAt >= before || BlobMark.Of(blob.Name) is not { } mark || named.Contains(mark);
    }

    /// <summary>What the rows name; null where that is not known any more: then nothing is deleted, and the next pass reads anew.</summary>
    private async Task<IReadOnlySet<BlobMark>?> ReadMarksAsync(PurgeCursor cursor, CancellationToken cancellationToken)
    {
        try
        {
            return await marks.ReadAsync(cursor.Marks, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            logger.LogWarning(e, "What the rows name was read in vain, and is read again.");
            return null;
        }
    }
}
