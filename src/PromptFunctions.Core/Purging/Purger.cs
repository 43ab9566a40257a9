using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Core.Purging;

/// <summary>
/// Deletes what is no longer needed, one kind after the other, each in bounds; the next run goes on. It may run anywhere,
/// twice at once, and end anywhere.
/// </summary>
public sealed class Purger(HistoryPurge histories, AnswerPurge answers, OrphanPurge orphans, ExpiredBlobPurge expired, MetricPurge metrics, DeadLetterPurge letters, ILogger<Purger> logger)
{
    /// <summary>How long each kind goes on; all together stay well within what the platform gives a function.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    /// <summary>Deletes what is old by now.</summary>
    /// <param name="engine">The orchestrations' histories.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="AggregateException">Some kinds could not be purged; all others were.</exception>
    public async Task RunAsync(IOrchestrationHistories engine, CancellationToken cancellationToken)
    {
        (string What, Func<Task<int>> RunAsync)[] tasks =
        [
            ("histories of orchestrations deleted", () => histories.RunAsync(engine, cancellationToken)),
            ("answers to idempotency keys deleted", () => answers.RunAsync(cancellationToken)),
            ("orphaned contents and tests deleted", () => orphans.RunAsync(cancellationToken)),
            ("expired blobs deleted", () => expired.RunAsync(cancellationToken)),
            ("targets' old figures looked at", () => metrics.RunAsync(cancellationToken)),
            ("prompts' old dead letters deleted", () => letters.RunAsync(cancellationToken)),
        ];
        var failures = new List<Exception>();
        foreach (var (what, runAsync) in tasks)
        {
            try
            {
                var count = await runAsync();
                if (count > 0) logger.LogInformation("Purging: {Count} {What}.", count, what);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // One kind that cannot be purged must not keep the others from it.
                logger.LogError(e, "Purging failed: {What}.", what);
                failures.Add(e);
            }
        }
        if (failures.Count > 0) throw new AggregateException("Not all that is old could be purged.", failures);
    }
}
