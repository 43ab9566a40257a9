using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics.Trends;

/// <summary>Tells how a prompt's metrics went.</summary>
public sealed class TrendService(PromptFigures prompts, TimeProvider clock)
{
    /// <summary>The most days that can be asked for.</summary>
    public const int MostDays = 3650;

    /// <summary>The trends of the last so many days; 404 where there is no such prompt.</summary>
    public async Task<TrendsView> GetAsync(string prompt, int days, TrendInterval by, CancellationToken cancellationToken)
    {
        var from = MetricHour.Of(clock.GetUtcNow().AddDays(-days));
        var points = by == TrendInterval.Version
            ? OfVersions(await prompts.ByVersionAsync(prompt, new(from, null), cancellationToken))
            : OfTimes(await OverTimeAsync(prompt, from, by, cancellationToken));
        return new(points.GroupBy(point => point.Metric).OrderBy(metric => metric.Key, StringComparer.Ordinal)
            .ToDictionary(metric => metric.Key, metric => (IReadOnlyList<TrendPoint>)[.. metric.Select(point => point.Point)]));
    }

    private Task<IReadOnlyDictionary<(string Metric, MetricHour Start), MetricFigures>> OverTimeAsync(string prompt, MetricHour from, TrendInterval by, CancellationToken cancellationToken) =>
        by == TrendInterval.Day
            ? prompts.OverTimeAsync(prompt, new(from.Day, null), AggregateSpan.Day, cancellationToken)
            : prompts.OverTimeAsync(prompt, new(from, null), AggregateSpan.Hour, cancellationToken);

    private static IEnumerable<(string Metric, TrendPoint Point)> OfVersions(IEnumerable<(VersionRecord Version, IReadOnlyDictionary<string, MetricFigures> Figures)> versions) =>
        from version in versions
        from metric in version.Figures
        select (metric.Key, new TrendPoint(version.Version.Version, version.Version.CreatedAt, metric.Value.Values.Moments.Mean, metric.Value.Values.Count));

    private static IEnumerable<(string Metric, TrendPoint Point)> OfTimes(IReadOnlyDictionary<(string Metric, MetricHour Start), MetricFigures> times) =>
        from time in times
        orderby time.Key.Start
        select (time.Key.Metric, new TrendPoint(null, time.Key.Start.Start, time.Value.Values.Moments.Mean, time.Value.Values.Count));
}
