using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>
/// Deletes what is old: hours and days beyond <see cref="MetricOptions.RetentionDays"/>, and what tells that a batch was
/// seen once it can no longer be asked for. A target is looked at on the day that it is planned for, and planned anew
/// until nothing of it can grow old.
/// </summary>
public sealed class MetricPurge(IMetricIntake intake, IMetricStore store, IOptions<MetricOptions> options, ILogger<MetricPurge> logger, TimeProvider clock)
{
    // Longer than a batch is known, so that no second attempt can outlive what tells that the first was written.
    private static readonly TimeSpan BatchMemory = BatchRecord.Lifetime + TimeSpan.FromDays(1);

    // Well within what the platform gives a function; the next run goes on.
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    // What waits for longer has no mark: a writer that stood still between its mark and its points may have lost it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private const int RowsAtOnce = 1000;
    private const int AtOnce = 8;

    /// <summary>The day on which a target is looked at that gets points now.</summary>
    public static DateOnly FirstLook(DateTimeOffset now) => DayOf(now + BatchMemory).AddDays(1);

    /// <summary>Deletes what is old by now, for some minutes; gives how many targets were looked at.</summary>
    /// <exception cref="AggregateException">Some targets could not be purged; all others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var looked = 0;
        var failures = new List<Exception>();
        using var budget = new CancellationTokenSource(Budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, intake.Shards), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = either.Token }, PurgeShardAsync);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The budget is used up. Nothing is half done that the next run does not find again.
            logger.LogInformation("There is more to purge than one run does.");
        }
        return failures.Count == 0 ? looked : throw new AggregateException("Some targets could not be purged.", failures);

        async ValueTask PurgeShardAsync(int shard, CancellationToken cancellation)
        {
            await intake.ForgetBatchesAsync(shard, now - BatchMemory, cancellation);
            await foreach (var (target, day) in intake.ListPurgesAsync(shard, DayOf(now), cancellation))
            {
                try
                {
                    await PurgeAsync(target, day, now, cancellation);
                    Interlocked.Increment(ref looked);
                }
                catch (Exception e) when (!cancellation.IsCancellationRequested)
                {
                    logger.LogError(e, "Old figures of {Target} could not be deleted.", target);
                    lock (failures) failures.Add(e);
                }
            }
        }
    }

    private async Task PurgeAsync(MetricTarget target, DateOnly day, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hoursBefore = MetricHour.Of(now.AddDays(-options.Value.RetentionDays)).Day;
        while (await store.PurgeAsync(target, now - BatchMemory, hoursBefore, RowsAtOnce, cancellationToken)) cancellationToken.ThrowIfCancellationRequested();

        FoldState state;
        DateOnly? next;
        do
        {
            // Whoever adds something that can grow old meanwhile folds it, and so changes the state.
            state = await store.ReadStateAsync(target, cancellationToken);
            var oldest = await store.ReadOldestAsync(target, cancellationToken);
            if (now - oldest.Waiting > LongestWait) await intake.MarkAsync(target, cancellationToken);
            next = NextLook(oldest.Batch, oldest.Hour, now);
            if (next is { } planned) await intake.PlanPurgeAsync(target, planned, cancellationToken);
        }
        while (!await store.TrySaveStateAsync(target, state with { PurgeDue = next }, cancellationToken));
        await intake.EndPurgeAsync(target, day, cancellationToken);
    }

    private DateOnly? NextLook(DateTimeOffset? oldestBatch, MetricHour? oldestHour, DateTimeOffset now)
    {
        DateOnly? batch = oldestBatch is { } at ? FirstLook(at) : null;
        DateOnly? hour = oldestHour is { } first ? DayOf(first.Start).AddDays(options.Value.RetentionDays + 1) : null;
        var next = batch < hour || hour is null ? batch : hour;
        // What grows old today is looked at tomorrow.
        return next <= DayOf(now) ? DayOf(now).AddDays(1) : next;
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
