using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>Keeps the figures of targets: deltas as batches bring them, and the aggregates that they are folded into.</summary>
public interface IMetricStore
{
    /// <summary>
    /// Adds a batch's deltas to a target; nothing happens where that was done before. One storage call, all or nothing; where
    /// names are so long that one does not hold it, several, each of which happens once.
    /// </summary>
    Task AppendAsync(MetricTarget target, BatchRecord batch, IReadOnlyList<MetricDelta> deltas, CancellationToken cancellationToken);

    /// <summary>Whether all of a batch's deltas were added to a target. One storage call.</summary>
    Task<bool> HasBatchAsync(MetricTarget target, BatchRecord batch, CancellationToken cancellationToken);

    /// <summary>A target's rows that are not folded yet, the oldest first.</summary>
    IAsyncEnumerable<DeltaRow> ListDeltasAsync(MetricTarget target, int atOnce, CancellationToken cancellationToken);

    /// <summary>A target's state. One storage call.</summary>
    Task<FoldState> ReadStateAsync(MetricTarget target, CancellationToken cancellationToken);

    /// <summary>The aggregates of these that there are. One storage call for each hour, each day and the totals.</summary>
    Task<IReadOnlyDictionary<AggregateKey, MetricFigures>> ReadAggregatesAsync(MetricTarget target, IReadOnlyCollection<AggregateKey> keys, CancellationToken cancellationToken);

    /// <summary>The aggregates of a time, in its order.</summary>
    /// <param name="target">The target.</param>
    /// <param name="span">Of hours, of days, or the totals.</param>
    /// <param name="window">Which hours or days; it does not matter for totals.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<(AggregateKey Key, MetricFigures Figures)> ListAggregatesAsync(MetricTarget target, AggregateSpan span, MetricWindow window, CancellationToken cancellationToken);

    /// <summary>Writes a step of folding, all or nothing. False, and nothing happens, where another came first. One storage call.</summary>
    Task<bool> TryFoldAsync(MetricTarget target, Fold fold, CancellationToken cancellationToken);

    /// <summary>Replaces a target's state; false, and nothing happens, where it changed since it was read. One storage call.</summary>
    Task<bool> TrySaveStateAsync(MetricTarget target, FoldState state, CancellationToken cancellationToken);

    /// <summary>Deletes a target's old rows, at most so many; gives whether it has further ones that are old.</summary>
    /// <param name="target">The target.</param>
    /// <param name="batchesBefore">Batches before this time are no longer known, so that what tells them to be written may go.</param>
    /// <param name="hoursBefore">Hours and days before this one go.</param>
    /// <param name="most">The most rows to delete.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<bool> PurgeAsync(MetricTarget target, DateTimeOffset batchesBefore, MetricHour hoursBefore, int most, CancellationToken cancellationToken);

    /// <summary>The oldest batch that a target still knows to be written, its oldest hour, and the oldest batch that waits to be folded; null where it has none.</summary>
    Task<(DateTimeOffset? Batch, MetricHour? Hour, DateTimeOffset? Waiting)> ReadOldestAsync(MetricTarget target, CancellationToken cancellationToken);
}
