using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>The values of one metric in a series, added up by the hour.</summary>
/// <param name="name">The metric's name.</param>
/// <param name="isProportion">Whether its values must be 0 or 1.</param>
internal sealed class MetricPoints(string name, bool isProportion)
{
    // Sorted, so that deltas come in order; a batch touches few hours.
    private readonly SortedList<MetricHour, Distribution> hours = [];
    private MetricHour lastHour;
    private Distribution? last;

    /// <summary>The metric's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether its values must be 0 or 1.</summary>
    public bool IsProportion { get; } = isProportion;

    /// <summary>Adds a value.</summary>
    public void Add(MetricHour hour, double value)
    {
        if (last is null || hour != lastHour)
        {
            if (!hours.TryGetValue(hour, out last)) hours[hour] = last = new();
            lastHour = hour;
        }
        last.Add(value);
    }

    /// <summary>What the values add up to.</summary>
    public IEnumerable<MetricDelta> Deltas() => hours.Select(hour => new MetricDelta(Name, hour.Key, hour.Value));
}
