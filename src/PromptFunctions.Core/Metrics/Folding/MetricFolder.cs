using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Telemetry;

namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>
/// Folds what batches brought into aggregates, so that reading stays cheap. It may run anywhere, twice at once, and end
/// anywhere: each step is one transaction, and what is left is found again by its mark. Figures are right without it.
/// </summary>
public sealed class MetricFolder(IMetricIntake intake, TargetFolder targets, SubjectFolder subjects, ILogger<MetricFolder> logger, TimeProvider clock)
{
    /// <summary>How long a run goes on; the next one follows within a minute.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);

    private const int AtOnce = 8;

    // One that is forgotten is only looked at again.
    private const int RememberedTargets = 50_000;

    /// <summary>Folds all that is marked, for as long as <see cref="Budget"/>; gives how many rows of batches were folded.</summary>
    /// <exception cref="AggregateException">Some targets could not be folded; all others were.</exception>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var run = new FoldRun(started, started + Budget);
        var rows = 0L;
        var failures = new ConcurrentBag<Exception>();
        // A batch marks in a shard of its own, so that a target has marks in several.
        var folds = new ConcurrentDictionary<MetricTarget, Lazy<Task<DateTimeOffset?>>>();
        await Parallel.ForEachAsync(MarksAsync(run.Until, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (mark, cancellation) =>
        {
            if (folds.Count > RememberedTargets) folds.Clear();
            var began = await folds.GetOrAdd(mark.Target, target => new(() => FoldAsync(target, cancellation))).Value;
            // A mark that was young when folding began may be of a batch whose points were still on their way.
            if (began - mark.MarkedAt > WorkMark.Kept) await intake.ClearAsync(mark, cancellation);
        });
        PromptInstruments.FoldLag.Record(run.Lag.TotalSeconds);
        PromptInstruments.FoldedRows.Add(rows);
        return failures.IsEmpty ? rows : throw new AggregateException("Some targets could not be folded.", failures);

        // When folding began, if it left nothing.
        async Task<DateTimeOffset?> FoldAsync(MetricTarget target, CancellationToken cancellation)
        {
            try
            {
                var began = clock.GetUtcNow();
                var (folded, isDone) = target.Experiment is null
                    ? await targets.FoldAsync(target, run, cancellation)
                    : await subjects.FoldAsync(target, run, cancellation);
                Interlocked.Add(ref rows, folded);
                return isDone ? began : null;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                // One that cannot be folded must not keep the others from it.
                logger.LogError(e, "The points of {Target} could not be folded.", target);
                failures.Add(e);
                return null;
            }
        }
    }

    // Another shard comes first each time, so that when time is short none is always last.
    private async IAsyncEnumerable<WorkMark> MarksAsync(DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = Random.Shared.Next(intake.Shards);
        for (var shard = 0; shard < intake.Shards; shard++)
        {
            await foreach (var mark in intake.ListMarksAsync((first + shard) % intake.Shards, cancellationToken))
            {
                if (clock.GetUtcNow() >= until) yield break;
                yield return mark;
            }
        }
    }
}
