namespace PromptFunctions.Core.Metrics;

/// <summary>A range of hours.</summary>
/// <param name="From">The first hour; null for all from the beginning.</param>
/// <param name="To">The hour after the last; null for all to the end.</param>
public readonly record struct MetricWindow(MetricHour? From, MetricHour? To)
{
    // Later than any point; what people mean by the end of time lies beyond, where dates end.
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All of the time.</summary>
    public static MetricWindow All => default;

    /// <summary>Whether it has neither a beginning nor an end.</summary>
    public bool IsAll => From is null && To is null;

    /// <summary>The hours that a range of time touches.</summary>
    /// <param name="from">Rounded down to its hour.</param>
    /// <param name="to">Exclusive, rounded up to its hour.</param>
    public static MetricWindow Of(DateTimeOffset? from, DateTimeOffset? to) =>
        new(from is { } first ? MetricHour.Of(Bounded(first)) : null, to is { } last ? MetricHour.From(Bounded(last)) : null);

    /// <summary>Whether an hour lies in it.</summary>
    public bool Contains(MetricHour hour) => (From is not { } from || hour >= from) && (To is not { } to || hour < to);

    private static DateTimeOffset Bounded(DateTimeOffset at) => at < Latest ? at : Latest;
}
