using System.Globalization;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>Maps times to places on a chart, and finds round times for its axis.</summary>
internal sealed class TimeScale(DateTimeOffset from, DateTimeOffset to, double start, double end)
{
    private static readonly int[] Hours = [1, 2, 3, 6, 12];
    private static readonly int[] Days = [1, 2, 4, 7, 14];
    private static readonly int[] Months = [1, 2, 3, 6];

    /// <summary>Where a time is drawn; what lies outside is drawn at the nearer end.</summary>
    public double Place(DateTimeOffset at) => start + (Math.Clamp((at - from) / (to - from), 0, 1) * (end - start));

    /// <summary>Round times with their labels, as many as fit with so much room for each.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Label)> Ticks(double room)
    {
        var most = Math.Max(1, (end - start) / room);
        var length = to - from;
        foreach (var hours in Hours)
            if (length.TotalHours / hours <= most) return [.. Every(TimeSpan.FromHours(hours)).Select(at => (at, at.Hour == 0 ? Figures.Day(at) : at.ToString("HH:mm", CultureInfo.InvariantCulture)))];
        foreach (var days in Days)
            if (length.TotalDays / days <= most) return [.. Every(TimeSpan.FromDays(days)).Select(at => (at, Figures.Day(at)))];
        foreach (var months in Months)
            if (length.TotalDays / (months * 30.4) <= most) return [.. EveryMonths(months).Select(at => (at, at.ToString(at.Month == 1 ? "yyyy" : "MMM", CultureInfo.InvariantCulture)))];
        var years = (int)Math.Ceiling(length.TotalDays / 365.25 / most);
        return [.. EveryMonths(12 * years).Select(at => (at, at.ToString("yyyy", CultureInfo.InvariantCulture)))];
    }

    // Steps of days count back from the last midnight, so that the newest label is always there.
    private IEnumerable<DateTimeOffset> Every(TimeSpan step)
    {
        var last = step < TimeSpan.FromDays(1) ? Floor(to, step) : Floor(to, TimeSpan.FromDays(1));
        var steps = (int)Math.Floor((last - from) / step);
        return Enumerable.Range(0, Math.Max(0, steps + 1)).Select(i => last - (step * (steps - i)));
    }

    private IEnumerable<DateTimeOffset> EveryMonths(int months)
    {
        // Counted from January, so that each year has the same months.
        for (var at = new DateTimeOffset(from.UtcDateTime.Year, 1, 1, 0, 0, 0, TimeSpan.Zero); at <= to; at = at.AddMonths(months))
            if (at >= from) yield return at;
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan step) => new(at.UtcTicks - (at.UtcTicks % step.Ticks), TimeSpan.Zero);
}
