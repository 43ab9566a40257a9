using System.Globalization;
using Microsoft.Extensions.Options;

namespace PromptFunctions.Core.Purging;

/// <summary>
/// Deletes the histories of orchestrations that are over. What they did stands in the deployments' rows, so nobody misses
/// them. What has piled up goes in windows of a day; after that, one call an hour finds the little that there is.
/// </summary>
public sealed class HistoryPurge(IPurgeCursors cursors, IOptions<PurgeOptions> options, TimeProvider clock)
{
    private const string Name = "histories";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Older ones than this go together, with the last window.
    private static readonly TimeSpan OneByOne = TimeSpan.FromDays(400);

    /// <summary>Deletes what is over and older than <see cref="PurgeOptions.HistoryDays"/>, for a while; gives how many.</summary>
    public async Task<int> RunAsync(IOrchestrationHistories histories, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (until, end) = (now + Purger.Budget, now.AddDays(-options.Value.HistoryDays));
        var cursor = await cursors.ReadAsync(Name, cancellationToken);
        var from = cursor?.After is { } at ? DateTimeOffset.ParseExact(at, "O", CultureInfo.InvariantCulture) : end - OneByOne;
        var (deleted, window) = (0, Day);
        while (clock.GetUtcNow() < until)
        {
            // The last window has no beginning: an orchestration that was created long ago may have ended just now.
            var isLast = from + window >= end;
            var (purged, isComplete) = await histories.PurgeAsync(isLast ? DateTimeOffset.UnixEpoch : from, isLast ? end : from + window, cancellationToken);
            deleted += purged;
            if (!isComplete) break;
            from = isLast ? end : from + window;
            window = purged == 0 ? window * 2 : Day;
            cursor = await cursors.TrySaveAsync(new(Name, now) { After = from.ToString("O", CultureInfo.InvariantCulture), StoreTag = cursor?.StoreTag }, cancellationToken);
            if (isLast || cursor is null) break;
        }
        return deleted;
    }
}
