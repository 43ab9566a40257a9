using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Changes;

namespace PromptFunctions.Core.Purging;

/// <summary>Deletes answers to idempotency keys whose time is over. Each partition is visited about once a day.</summary>
public sealed class AnswerPurge(
    IAnswerStore answers, IPromptPartitions partitions, IPurgeCursors cursors, IOptions<PurgeOptions> options, ILogger<AnswerPurge> logger, TimeProvider clock)
{
    private const string Name = "answers";
    private const int AtOnce = 1000;

    /// <summary>Goes on through the partitions, for a while; gives how many answers were deleted.</summary>
    /// <exception cref="AggregateException">Some partitions could not be purged; all others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (PurgeCursor.Daily(Name, await cursors.ReadAsync(Name, cancellationToken), now) is not { } cursor) return 0;
        var (until, deleted, visited, isDone) = (now + Purger.Budget, 0, 0, true);
        var failures = new List<Exception>();
        await foreach (var partition in partitions.ListAsync(cursor.After, cancellationToken))
        {
            isDone = visited++ < options.Value.PromptsPerRun && clock.GetUtcNow() < until && await ForgetAsync(partition);
            if (!isDone) break;
            cursor = cursor with { After = partition };
        }
        // Where another run came first, both have deleted what was old, and the other goes on.
        await cursors.TrySaveAsync(cursor with { IsDone = isDone }, cancellationToken);
        return failures.Count == 0 ? deleted : throw new AggregateException("Some answers could not be deleted.", failures);

        // Whether the partition needs no further look today.
        async Task<bool> ForgetAsync(string partition)
        {
            try
            {
                int found;
                do deleted += found = await answers.ForgetAsync(partition, now - IdempotencyKey.Lifetime, AtOnce, cancellationToken);
                while (found == AtOnce && clock.GetUtcNow() < until);
                return found < AtOnce;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // One that cannot be purged must not keep the others from it; it is visited again tomorrow.
                logger.LogError(e, "Old answers in {Partition} could not be deleted.", partition);
                failures.Add(e);
                return true;
            }
        }
    }
}
