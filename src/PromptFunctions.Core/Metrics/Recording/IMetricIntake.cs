namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Knows which batches came, and which targets have points that are not folded yet.</summary>
public interface IMetricIntake
{
    /// <summary>The parts that targets' marks are spread over; each is listed by itself.</summary>
    int Shards { get; }

    /// <summary>
    /// Registers a batch and marks its targets, before anything of it is written to them. One storage call, for each hundred
    /// targets. Gives the first registration where the batch is known and not older than <see cref="BatchRecord.Lifetime"/>; then
    /// its targets need not be marked.
    /// </summary>
    Task<BatchRecord?> RegisterAsync(BatchRecord batch, CancellationToken cancellationToken);

    /// <summary>A batch by its name; null where it is not known, or was for longer than <see cref="BatchRecord.Lifetime"/>. One storage call.</summary>
    Task<BatchRecord?> FindAsync(string batchId, CancellationToken cancellationToken);

    /// <summary>Marks the targets of a registered batch anew. One storage call, for each hundred targets.</summary>
    Task MarkAsync(BatchRecord batch, CancellationToken cancellationToken);

    /// <summary>Marks a target that has points whose mark was lost. One storage call.</summary>
    Task MarkAsync(MetricTarget target, CancellationToken cancellationToken);

    /// <summary>The marks of a shard. One storage call for each thousand.</summary>
    IAsyncEnumerable<WorkMark> ListMarksAsync(int shard, CancellationToken cancellationToken);

    /// <summary>Removes a mark, unless the target was marked again since it was listed.</summary>
    Task ClearAsync(WorkMark mark, CancellationToken cancellationToken);

    /// <summary>Has a target's old rows looked at on a day; asked for again, nothing changes.</summary>
    Task PlanPurgeAsync(MetricTarget target, DateOnly day, CancellationToken cancellationToken);

    /// <summary>The targets of a shard whose old rows are to be looked at by a day, the earliest first.</summary>
    IAsyncEnumerable<(MetricTarget Target, DateOnly Day)> ListPurgesAsync(int shard, DateOnly until, CancellationToken cancellationToken);

    /// <summary>Notes that a target was looked at.</summary>
    Task EndPurgeAsync(MetricTarget target, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Forgets a shard's batches that were registered before a time.</summary>
    Task ForgetBatchesAsync(int shard, DateTimeOffset before, CancellationToken cancellationToken);
}
