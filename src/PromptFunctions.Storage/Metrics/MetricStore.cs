using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Metrics;

/// <summary>Figures in a table, a partition for each target.</summary>
internal sealed class MetricStore(MetricTable table) : IMetricStore
{
    private readonly TableGateway rows = table.Rows;

    /// <inheritdoc/>
    public Task AppendAsync(MetricTarget target, BatchRecord batch, IReadOnlyList<MetricDelta> deltas, CancellationToken cancellationToken) =>
        table.AppendAsync(target, batch, DeltaRows.Transactions(target, batch, deltas), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> HasBatchAsync(MetricTarget target, BatchRecord batch, CancellationToken cancellationToken) =>
        await rows.GetAsync(target.Key, MetricRowKeys.SeenBatch(batch.Id, 0), cancellationToken) is not null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeltaRow> ListDeltasAsync(MetricTarget target, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.QueryAsync(RowFilter.Prefix(target.Key, MetricRowKeys.Deltas), atOnce, cancellationToken)) yield return DeltaRows.Read(row);
    }

    /// <inheritdoc/>
    public async Task<FoldState> ReadStateAsync(MetricTarget target, CancellationToken cancellationToken) =>
        await rows.GetAsync(target.Key, MetricRowKeys.State, cancellationToken) is { } row ? FoldStateRow.Read(row) : FoldState.None;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<AggregateKey, MetricFigures>> ReadAggregatesAsync(MetricTarget target, IReadOnlyCollection<AggregateKey> keys, CancellationToken cancellationToken)
    {
        var times = await Task.WhenAll(keys.GroupBy(key => (key.Span, key.Start)).Select(ReadTimeAsync));
        return times.SelectMany(time => time).ToDictionary(found => found.Key, found => found.Figures);

        async Task<List<(AggregateKey Key, MetricFigures Figures)>> ReadTimeAsync(IGrouping<(AggregateSpan Span, MetricHour Start), AggregateKey> time)
        {
            var found = new List<(AggregateKey, MetricFigures)>();
            // Deltas are in order of their metrics, so there is little between the first and the last; hashed names lie anywhere.
            var (hashed, plain) = (time.Where(key => MetricRowKeys.IsHashed(key.Metric)), time.Where(key => !MetricRowKeys.IsHashed(key.Metric)).ToDictionary(MetricRowKeys.Aggregate));
            foreach (var key in hashed)
            {
                if (await rows.GetAsync(target.Key, MetricRowKeys.Aggregate(key), cancellationToken) is { } row) found.Add(AggregateRow.Read(key.Span, row));
            }
            if (plain.Count == 0) return found;
            var (first, last) = (plain.Keys.Min(StringComparer.Ordinal)!, plain.Keys.Max(StringComparer.Ordinal)!);
            await foreach (var row in rows.QueryAsync(RowFilter.Range(target.Key, first, last + '\0'), 1000, cancellationToken))
            {
                if (plain.ContainsKey(row.RowKey)) found.Add(AggregateRow.Read(time.Key.Span, row));
            }
            return found;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(AggregateKey Key, MetricFigures Figures)> ListAggregatesAsync(
        MetricTarget target, AggregateSpan span, MetricWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = MetricRowKeys.Prefix(span);
        var from = span != AggregateSpan.Total && window.From is { } first ? MetricRowKeys.From(span, first) : prefix;
        var before = span != AggregateSpan.Total && window.To is { } end ? MetricRowKeys.From(span, end) : RowFilter.After(prefix);
        await foreach (var row in rows.QueryAsync(RowFilter.Range(target.Key, from, before), 1000, cancellationToken)) yield return AggregateRow.Read(span, row);
    }

    /// <inheritdoc/>
    public async Task<bool> TryFoldAsync(MetricTarget target, Fold fold, CancellationToken cancellationToken)
    {
        var state = FoldStateRow.Write(target, fold.Before.Revision + 1, fold.PurgeDue);
        var actions = new List<TableTransactionAction> { fold.Before.Tag is { } tag ? new(TableTransactionActionType.UpdateReplace, state, new ETag(tag)) : Add(state) };
        actions.AddRange(fold.Aggregates.Select(aggregate => new TableTransactionAction(TableTransactionActionType.UpsertReplace, AggregateRow.Write(target, aggregate.Key, aggregate.Value))));
        actions.AddRange(fold.Folded.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(target.Key, row.Id), new ETag(row.Tag))));
        if (fold.Rest is { } rest) actions.Add(new(TableTransactionActionType.UpdateReplace, DeltaRows.Write(target, rest), new ETag(rest.Tag)));
        return await rows.TryTransactAsync(actions, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveStateAsync(MetricTarget target, FoldState state, CancellationToken cancellationToken)
    {
        var row = FoldStateRow.Write(target, state.Revision, state.PurgeDue);
        return state.Tag is { } tag ? rows.TryReplaceAsync(row, tag, cancellationToken) : rows.TryAddAsync(row, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> PurgeAsync(MetricTarget target, DateTimeOffset batchesBefore, MetricHour hoursBefore, int most, CancellationToken cancellationToken)
    {
        var left = most;
        foreach (var (from, before) in new[]
        {
            (MetricRowKeys.Seen, MetricRowKeys.SeenFrom(batchesBefore)),
            (MetricRowKeys.Hours, MetricRowKeys.From(AggregateSpan.Hour, hoursBefore)),
            (MetricRowKeys.Days, MetricRowKeys.From(AggregateSpan.Day, hoursBefore)),
        })
        {
            left -= await rows.DeleteRangeAsync(target.Key, from, before, left, cancellationToken);
            if (left == 0) return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public async Task<(DateTimeOffset? Batch, MetricHour? Hour, DateTimeOffset? Waiting)> ReadOldestAsync(MetricTarget target, CancellationToken cancellationToken)
    {
        var batch = await rows.FirstKeyAsync(target.Key, MetricRowKeys.Seen, cancellationToken);
        var hour = await rows.FirstKeyAsync(target.Key, MetricRowKeys.Hours, cancellationToken);
        var waiting = await rows.FirstKeyAsync(target.Key, MetricRowKeys.Deltas, cancellationToken);
        return (TimeOf(batch, MetricRowKeys.Seen), hour is null ? null : MetricRowKeys.Start(AggregateSpan.Hour, hour), TimeOf(waiting, MetricRowKeys.Deltas));

        static DateTimeOffset? TimeOf(string? key, string prefix) => key is null ? null : Ulid.TimeOf(key[prefix.Length..]);
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);
}
