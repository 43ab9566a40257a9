using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics;

/// <summary>Reads the figures of all versions of a prompt.</summary>
public sealed class PromptFigures(IPromptStore store, MetricReader metrics)
{
    private const int AtOnce = 16;

    /// <summary>Each version's figures in a window, in the order in which they were created; 404 where there is no such prompt.</summary>
    public async Task<IReadOnlyList<(VersionRecord Version, IReadOnlyDictionary<string, MetricFigures> Figures)>> ByVersionAsync(
        string prompt, MetricWindow window, CancellationToken cancellationToken) =>
        await ForEachVersionAsync(prompt, target => metrics.ReadAsync(target, window, cancellationToken), cancellationToken);

    /// <summary>The figures of all versions together, by metric and by hour or day; 404 where there is no such prompt.</summary>
    public async Task<IReadOnlyDictionary<(string Metric, MetricHour Start), MetricFigures>> OverTimeAsync(
        string prompt, MetricWindow window, AggregateSpan span, CancellationToken cancellationToken)
    {
        var all = new Dictionary<(string Metric, MetricHour Start), MetricFigures>();
        foreach (var (_, figures) in await ForEachVersionAsync(prompt, target => metrics.ReadSeriesAsync(target, window, span, cancellationToken), cancellationToken))
        {
            foreach (var (key, part) in figures)
            {
                if (all.TryGetValue(key, out var sum)) sum.Add(part);
                else all[key] = part;
            }
        }
        return all;
    }

    private async Task<IReadOnlyList<(VersionRecord Version, T Figures)>> ForEachVersionAsync<T>(string prompt, Func<MetricTarget, Task<T>> read, CancellationToken cancellationToken)
    {
        PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        var versions = await store.ListVersionsAsync(prompt, new VersionQuery(), cancellationToken).ToListAsync(cancellationToken);
        versions = [.. versions.OrderBy(version => version.CreatedAt).ThenBy(version => version.Version)];
        var figures = new T[versions.Count];
        await Parallel.ForAsync(0, versions.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (i, _) =>
            figures[i] = await read(MetricTarget.OfVersion(prompt, versions[i].Version)));
        return [.. versions.Zip(figures)];
    }
}
