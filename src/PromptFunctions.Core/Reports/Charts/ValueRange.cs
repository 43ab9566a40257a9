using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>Chooses which values a chart shows, and how.</summary>
internal static class ValueRange
{
    // From this ratio on an even scale would press most of the values into its first tenth.
    private const double Wide = 20;
    private const double Skewed = 2;

    // The first interval may be a hundred times as wide as the last: on either side it gets this many half-widths of that.
    private const double Before = 4;

    /// <summary>A scale for some distributions: all but the outermost hundredths, by ratio where they are positive, wide and skewed.</summary>
    public static ValueScale Of(IReadOnlyList<ReportDistribution> distributions, double start, double end)
    {
        var (low, high) = (distributions.Min(one => one.P1), distributions.Max(one => one.P99));
        // The ends are shown as well where that does not cost the middle much room.
        var (min, max) = (distributions.Min(one => one.Min), distributions.Max(one => one.Max));
        if ((max / 2) - (min / 2) <= 1.5 * ((high / 2) - (low / 2))) (low, high) = (min, max);
        if (low > 0 && high / low >= Wide && distributions.Any(IsSkewed)) return ValueScale.Logarithmic(low, high, start, end);
        return Padded(low, high, start, end);
    }

    /// <summary>A scale for rates with their intervals, inside 0 and 1.</summary>
    public static ValueScale OfRates(IReadOnlyList<(double Low, double High)> intervals, double start, double end)
    {
        var (low, high) = (intervals.Min(interval => interval.Low), intervals.Max(interval => interval.High));
        var room = Math.Max((high - low) * 0.06, 0.002);
        return ValueScale.Linear(Math.Max(0, low - room), Math.Min(1, high + room), start, end);
    }

    /// <summary>A scale for a trend: all means, and the bands of most of them; one wild interval must not flatten the rest.</summary>
    public static ValueScale OfTrend(ReportMetric metric, double start, double end)
    {
        var points = metric.Trend;
        var (low, high) = (points.Min(point => point.Value), points.Max(point => point.Value));
        var bands = points.Where(point => point is { Low: not null, High: not null }).ToList();
        if (bands.Count > 0)
        {
            low = Math.Min(low, At(bands.Select(point => point.Low!.Value), 0.1));
            high = Math.Max(high, At(bands.Select(point => point.High!.Value), 0.9));
        }
        var means = points.Min(point => point.Value);
        if (metric.Kind == MetricKind.Proportion) return OfRates([(low, high)], start, end);
        if (means > 0 && points.Max(point => point.Value) / means >= 5 * Wide) return ValueScale.Logarithmic(low > 0 ? low : means, high, start, end);
        return Padded(low, high, start, end);
    }

    /// <summary>A scale for a difference that comes to be known: zero, the last interval, and what was known before as far as that leaves it room.</summary>
    public static ValueScale OfDifference(IReadOnlyList<KnownDifference> looks, double start, double end)
    {
        var last = looks[^1];
        var room = Before * ((last.High / 2) - (last.Low / 2));
        var low = Math.Min(0, Math.Max(looks.Min(look => look.Low), last.Low - room));
        var high = Math.Max(0, Math.Min(looks.Max(look => look.High), last.High + room));
        return Padded(low, high, start, end);
    }

    private static bool IsSkewed(ReportDistribution one) => one.P95 - one.Median > Skewed * (one.Median - one.P5);

    private static ValueScale Padded(double low, double high, double start, double end)
    {
        var room = ((high / 2) - (low / 2)) * 0.08;
        // A scale of positive values does not begin below zero only for some room.
        var bottom = low >= 0 && low - room < 0 ? 0 : low - room;
        return ValueScale.Linear(bottom, high <= 0 && high + room > 0 ? 0 : high + room, start, end);
    }

    private static double At(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Round(quantile * (sorted.Count - 1))];
    }
}
