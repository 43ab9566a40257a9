namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>Names an aggregate of a target.</summary>
/// <param name="Span">What time it is of.</param>
/// <param name="Start">The first hour of that time; the hour 0 for a total.</param>
/// <param name="Metric">The metric.</param>
public readonly record struct AggregateKey(AggregateSpan Span, MetricHour Start, string Metric)
{
    /// <summary>The aggregates that points of a metric in an hour belong to.</summary>
    public static AggregateKey[] Of(string metric, MetricHour hour) =>
        [new(AggregateSpan.Total, default, metric), new(AggregateSpan.Day, hour.Day, metric), new(AggregateSpan.Hour, hour, metric)];
}
