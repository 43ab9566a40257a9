using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>What several series add to one target.</summary>
internal sealed class TargetDeltas
{
    private readonly Dictionary<(string Metric, MetricHour Hour), (Distribution Values, bool Own)> sums = [];

    /// <summary>Adds a series' delta, which is not changed: it may count for another target too.</summary>
    public void Add(MetricDelta delta)
    {
        var key = (delta.Metric, delta.Hour);
        if (!sums.TryGetValue(key, out var sum))
        {
            sums[key] = (delta.Values, false);
            return;
        }
        if (!sum.Own)
        {
            var own = new Distribution();
            own.Merge(sum.Values);
            sums[key] = sum = (own, true);
        }
        sum.Values.Merge(delta.Values);
    }

    /// <summary>The sums in order of metric and hour.</summary>
    public IReadOnlyList<MetricDelta> InOrder() =>
        [.. sums.Select(sum => new MetricDelta(sum.Key.Metric, sum.Key.Hour, sum.Value.Values))
            .OrderBy(delta => delta.Metric, StringComparer.Ordinal).ThenBy(delta => delta.Hour)];
}
