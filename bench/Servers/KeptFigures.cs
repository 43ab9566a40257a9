using System.Collections.Concurrent;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Bench.Servers;

/// <summary>The product's store, whose account forgets all it gets: what was appended is kept here, so that it can be folded.</summary>
internal sealed class KeptFigures(IMetricStore inner) : IMetricStore
{
    private readonly ConcurrentDictionary<MetricTarget, KeptTarget> targets = new();

    /// <summary>All targets that have points.</summary>
    public IEnumerable<MetricTarget> Targets => targets.Keys;

    /// <summary>How many points were folded.</summary>
    public long Folded => targets.Values.Sum(target => target.Folded);

    /// <inheritdoc/>
    public async Task AppendAsync(MetricTarget target, BatchRecord batch, IReadOnlyList<MetricDelta> deltas, CancellationToken cancellationToken)
    {
        await inner.AppendAsync(target, batch, deltas, cancellationToken);
        Of(target).Append(new(batch.Id, batch.ReceivedAt, deltas, ""));
    }

    /// <inheritdoc/>
    public Task<bool> HasBatchAsync(MetricTarget target, BatchRecord batch, CancellationToken cancellationToken) => inner.HasBatchAsync(target, batch, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<DeltaRow> ListDeltasAsync(MetricTarget target, int atOnce, CancellationToken cancellationToken) => Of(target).First(atOnce).ToAsyncEnumerable();

    /// <inheritdoc/>
    public Task<FoldState> ReadStateAsync(MetricTarget target, CancellationToken cancellationToken) =>
        Task.FromResult(new FoldState(Of(target).Revision, DateOnly.MinValue, ""));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<AggregateKey, MetricFigures>> ReadAggregatesAsync(MetricTarget target, IReadOnlyCollection<AggregateKey> keys, CancellationToken cancellationToken) =>
        Task.FromResult(Of(target).Read(keys));

    /// <inheritdoc/>
    public Task<bool> TryFoldAsync(MetricTarget target, Fold fold, CancellationToken cancellationToken) => Task.FromResult(Of(target).TryFold(fold));

    /// <inheritdoc/>
    public IAsyncEnumerable<(AggregateKey Key, MetricFigures Figures)> ListAggregatesAsync(
        MetricTarget target, AggregateSpan span, MetricWindow window, CancellationToken cancellationToken) => inner.ListAggregatesAsync(target, span, window, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TrySaveStateAsync(MetricTarget target, FoldState state, CancellationToken cancellationToken) => inner.TrySaveStateAsync(target, state, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PurgeAsync(MetricTarget target, DateTimeOffset batchesBefore, MetricHour hoursBefore, int most, CancellationToken cancellationToken) =>
        inner.PurgeAsync(target, batchesBefore, hoursBefore, most, cancellationToken);

    /// <inheritdoc/>
    public Task<(DateTimeOffset? Batch, MetricHour? Hour, DateTimeOffset? Waiting)> ReadOldestAsync(MetricTarget target, CancellationToken cancellationToken) => inner.ReadOldestAsync(target, cancellationToken);

    private KeptTarget Of(MetricTarget target) => targets.GetOrAdd(target, _ => new());
}
