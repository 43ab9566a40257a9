using PromptFunctions.Core.Statistics;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Metrics;

/// <summary>The figures of a metric over some points, to which further ones can be added.</summary>
/// <param name="values">The values' summary; it grows with what is added.</param>
/// <param name="lastArrival">When the last of them arrived.</param>
public sealed class MetricFigures(Distribution values, DateTimeOffset lastArrival)
{
    /// <summary>Figures of no points yet.</summary>
    public MetricFigures() : this(new(), DateTimeOffset.MinValue)
    {
    }

    /// <summary>The values' summary.</summary>
    public Distribution Values { get; } = values;

    /// <summary>When the last point arrived.</summary>
    public DateTimeOffset LastArrival { get; private set; } = lastArrival;

    /// <summary>Adds what arrived at a time.</summary>
    public void Add(Distribution values, DateTimeOffset arrival)
    {
        Values.Merge(values);
        if (arrival > LastArrival) LastArrival = arrival;
    }

    /// <summary>Adds other figures.</summary>
    public void Add(MetricFigures other) => Add(other.Values, other.LastArrival);

    /// <summary>How many points there are of all metrics together, but for those of tests, which are no requests.</summary>
    public static long Requests(IReadOnlyDictionary<string, MetricFigures> figures) =>
        figures.Where(metric => !CompletionCosts.IsOfTests(metric.Key)).Sum(metric => metric.Value.Values.Count);

    /// <summary>The figures as the API shows them.</summary>
    public MetricSummary ToSummary()
    {
        var moments = Values.Moments;
        return new(
            moments.Count, moments.Min, moments.Max, moments.Mean, Values.Quantile(0.5), moments.Std,
            Values.Quantile(0.25), Values.Quantile(0.75), Values.Quantile(0.95), Values.Quantile(0.99), LastArrival)
        {
            Collapsed = Values.IsCollapsed ? true : null,
        };
    }

    /// <summary>The figures of several metrics as the API shows them, in order of name.</summary>
    public static IReadOnlyDictionary<string, MetricSummary> Summaries(IReadOnlyDictionary<string, MetricFigures> figures) =>
        figures.OrderBy(metric => metric.Key, StringComparer.Ordinal).ToDictionary(metric => metric.Key, metric => metric.Value.ToSummary());
}
