using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Metrics;

/// <summary>
/// Reads figures that are never stale and count each point once: the aggregates, and the rows that are not folded into them
/// yet; all again where a fold came in between.
/// </summary>
public sealed class MetricReader(IMetricStore store, TimeProvider clock)
{
    private const int RowsAtOnce = 1000;

    // Longer than folding goes on without a breather.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A target's figures in a window, by metric; without the metrics that have no points in it.</summary>
    /// <exception cref="ProblemException">503, also where folds kept coming in between.</exception>
    public Task<IReadOnlyDictionary<string, MetricFigures>> ReadAsync(MetricTarget target, MetricWindow window, CancellationToken cancellationToken) =>
        ReadAsync(target, window, PartsOf(window), key => key.Metric, delta => [delta.Metric], cancellationToken);

    /// <summary>A target's figures in a window, by metric and by hour or day.</summary>
    /// <param name="target">The target.</param>
    /// <param name="window">The hours; whole days where days are asked for.</param>
    /// <param name="span">Hours or days.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ProblemException">503, also where folds kept coming in between.</exception>
    public Task<IReadOnlyDictionary<(string Metric, MetricHour Start), MetricFigures>> ReadSeriesAsync(
        MetricTarget target, MetricWindow window, AggregateSpan span, CancellationToken cancellationToken) =>
        ReadAsync(target, window, [(span, window)], key => (key.Metric, key.Start), delta => [(delta.Metric, span == AggregateSpan.Day ? delta.Hour.Day : delta.Hour)], cancellationToken);

    /// <summary>All of a target's figures, of all time, by the day and by the hour, as they would be if everything were folded.</summary>
    /// <exception cref="ProblemException">503, also where folds kept coming in between.</exception>
    public Task<IReadOnlyDictionary<AggregateKey, MetricFigures>> ReadAllAsync(MetricTarget target, CancellationToken cancellationToken) => ReadAsync(
        target, MetricWindow.All, [.. Enum.GetValues<AggregateSpan>().Select(span => (span, MetricWindow.All))], key => key, delta => AggregateKey.Of(delta.Metric, delta.Hour), cancellationToken);

    private async Task<IReadOnlyDictionary<TKey, MetricFigures>> ReadAsync<TKey>(
        MetricTarget target, MetricWindow window, List<(AggregateSpan Span, MetricWindow Window)> parts,
        Func<AggregateKey, TKey> keyOf, Func<MetricDelta, IReadOnlyList<TKey>> keysOf, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var started = clock.GetTimestamp();
        for (var attempt = 1; clock.GetElapsedTime(started) < Patience; attempt++)
        {
            var before = await store.ReadStateAsync(target, cancellationToken);
            var waiting = store.ListDeltasAsync(target, RowsAtOnce, cancellationToken).ToListAsync(cancellationToken);
            var folded = await Task.WhenAll(parts.Select(part => store.ListAggregatesAsync(target, part.Span, part.Window, cancellationToken).ToListAsync(cancellationToken).AsTask()));
            var figures = new Dictionary<TKey, MetricFigures>();
            foreach (var (key, aggregate) in folded.SelectMany(part => part)) Of(figures, keyOf(key)).Add(aggregate);
            foreach (var row in await waiting)
            {
                foreach (var delta in row.Deltas.Where(delta => window.Contains(delta.Hour)))
                {
                    foreach (var key in keysOf(delta)) Of(figures, key).Add(delta.Values, row.ReceivedAt);
                }
            }
            if ((await store.ReadStateAsync(target, cancellationToken)).Revision == before.Revision) return figures;
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 30 * Math.Min(attempt, 10))), clock, cancellationToken);
        }
        throw ProblemException.StorageUnavailable();
    }

    /// <summary>What a window is made of: days as far as it has whole ones, and hours at its ends.</summary>
    private static List<(AggregateSpan, MetricWindow)> PartsOf(MetricWindow window)
    {
        if (window.IsAll) return [(AggregateSpan.Total, window)];
        MetricHour? firstDay = window.From is { } from ? from.Plus(MetricHour.InDay - 1).Day : null;
        MetricHour? endOfDays = window.To?.Day;
        if (firstDay is { } first && endOfDays is { } end && first >= end) return [(AggregateSpan.Hour, window)];
        var parts = new List<(AggregateSpan, MetricWindow)> { (AggregateSpan.Day, new(firstDay, endOfDays)) };
        if (firstDay != window.From) parts.Add((AggregateSpan.Hour, new(window.From, firstDay)));
        if (endOfDays != window.To) parts.Add((AggregateSpan.Hour, new(endOfDays, window.To)));
        return parts;
    }

    private static MetricFigures Of<TKey>(Dictionary<TKey, MetricFigures> figures, TKey key) where TKey : notnull =>
        figures.TryGetValue(key, out var known) ? known : figures[key] = new();
}
