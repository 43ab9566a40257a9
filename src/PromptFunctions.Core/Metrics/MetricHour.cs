namespace PromptFunctions.Core.Metrics;

/// <summary>An hour of UTC: the finest time that figures are kept for.</summary>
/// <param name="Number">Which one, counted from 1970-01-01T00:00Z.</param>
public readonly record struct MetricHour(int Number) : IComparable<MetricHour>
{
    /// <summary>How many hours a day has.</summary>
    public const int InDay = 24;

    /// <summary>When it begins.</summary>
    public DateTimeOffset Start => DateTimeOffset.UnixEpoch.AddHours(Number);

    /// <summary>The first hour of its day.</summary>
    public MetricHour Day => new((int)Floor(Number, InDay) * InDay);

    /// <summary>The hour that a time lies in.</summary>
    public static MetricHour Of(DateTimeOffset at) => new((int)Floor((at - DateTimeOffset.UnixEpoch).Ticks, TimeSpan.TicksPerHour));

    /// <summary>The first hour that does not begin before a time.</summary>
    public static MetricHour From(DateTimeOffset at) => Of(at) is var hour && hour.Start < at ? hour.Plus(1) : hour;

    /// <summary>So many hours later.</summary>
    public MetricHour Plus(int hours) => new(Number + hours);

    /// <summary>Whether it is earlier.</summary>
    public static bool operator <(MetricHour left, MetricHour right) => left.Number < right.Number;

    /// <summary>Whether it is later.</summary>
    public static bool operator >(MetricHour left, MetricHour right) => left.Number > right.Number;

    /// <summary>Whether it is not later.</summary>
    public static bool operator <=(MetricHour left, MetricHour right) => left.Number <= right.Number;

    /// <summary>Whether it is not earlier.</summary>
    public static bool operator >=(MetricHour left, MetricHour right) => left.Number >= right.Number;

    /// <inheritdoc/>
    public int CompareTo(MetricHour other) => Number.CompareTo(other.Number);

    // In whole numbers: a double does not tell the last ticks of an hour from the next.
    private static long Floor(long number, long by) => (number / by) - (number % by < 0 ? 1 : 0);
}
