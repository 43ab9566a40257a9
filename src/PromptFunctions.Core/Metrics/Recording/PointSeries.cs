using System.Text;
using PromptFunctions.Core.Experiments.Subjects;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>The points of a batch that count for the same version and arm.</summary>
/// <param name="facts">Where they count; null where that is not known yet.</param>
/// <param name="subjects">The results of their experiment, which other series may share; null where there is none.</param>
internal sealed class PointSeries(SeriesFacts? facts, SubjectPoints? subjects)
{
    private readonly Dictionary<byte[], MetricPoints?> metrics = new(Utf8Comparer.Instance);

    /// <summary>Where they count; null where that is not known yet.</summary>
    public SeriesFacts? Facts { get; } = facts;

    /// <summary>The results of their experiment; null where there is none.</summary>
    public SubjectPoints? Subjects { get; } = subjects;

    /// <summary>The points of a metric; null where that is no name of one.</summary>
    public MetricPoints? Metric(ReadOnlySpan<byte> name)
    {
        var found = metrics.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (found.TryGetValue(name, out var metric)) return metric;
        var text = Encoding.UTF8.GetString(name);
        return found[name] = MetricDefinition.IsName(text) ? new MetricPoints(text, Facts!.Proportions.Contains(text)) : null;
    }

    /// <summary>What the points add up to.</summary>
    public IEnumerable<MetricDelta> Deltas() => metrics.Values.OfType<MetricPoints>().SelectMany(metric => metric.Deltas());
}
