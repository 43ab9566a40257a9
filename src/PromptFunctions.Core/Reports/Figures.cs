using System.Globalization;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Reports;

/// <summary>Figures and times as people read them in a report.</summary>
internal static class Figures
{
    private const char Minus = '\u2212';
    private const char Joined = '\u00a0';
    private const int Digits = 4;

    /// <summary>A number with four digits that count, and more only in front of the decimal point.</summary>
    public static string Number(double value)
    {
        var size = Math.Abs(value);
        if (size == 0) return "0";
        // Squares of huge values may not fit a number: what cannot be said is left out.
        if (!double.IsFinite(value)) return "–";
        if (size is >= 1e9 or < 1e-4) return Scientific(value, Digits - 2);
        var decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 8);
        // Zeros at the end stay, so that the figures of a column have the same decimals; whole numbers have none, nor have
        // means of whole numbers that are one but for their rounding.
        return Number(value, Math.Abs(value - Math.Round(value)) <= size * 1e-12 ? 0 : decimals);
    }

    /// <summary>A number with a given number of decimals.</summary>
    public static string Number(double value, int decimals) => Signed(value, Math.Abs(value).ToString($"N{decimals}", CultureInfo.InvariantCulture));

    /// <summary>A number as a power of ten: <c>1.25×10⁻⁷</c>.</summary>
    public static string Scientific(double value, int decimals)
    {
        var parts = Math.Abs(value).ToString($"E{decimals}", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0].Contains('.') ? parts[0].TrimEnd('0').TrimEnd('.') : parts[0];
        var exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return Signed(value, $"{mantissa}×10{string.Concat(exponent.Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']))}");
    }

    /// <summary>A whole number with its thousands set apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count where there is little room: <c>12.3k</c>.</summary>
    public static string ShortCount(long count)
    {
        var (value, suffix) = count switch
        {
            < 10_000 => (count, ""),
            < 1_000_000 => (count / 1e3, "k"),
            < 1_000_000_000 => (count / 1e6, "M"),
            _ => (count / 1e9, "G"),
        };
        return suffix.Length == 0 ? Count(count) : value.ToString(value < 100 ? "0.#" : "#,0", CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A metric's value without its unit; a proportion's in percent.</summary>
    public static string Value(double value, MetricKind kind) => kind == MetricKind.Proportion ? Percent(value * 100) : Number(value);

    /// <summary>A metric's value with its unit.</summary>
    public static string WithUnit(double value, ReportMetric metric)
    {
        var text = Value(value, metric.Kind);
        return string.IsNullOrWhiteSpace(metric.Unit) || metric.Kind == MetricKind.Proportion ? text : $"{text}{Joined}{metric.Unit}";
    }

    /// <summary>How much a metric changed, with its sign: in percent, or in points where the values are percentages themselves.</summary>
    public static string Change(MetricComparison row, MetricKind kind) => (row, kind) switch
    {
        ({ Change: { } change }, MetricKind.Proportion) => Difference(change, kind),
        ({ ChangePercent: { } percent }, _) => Plus(percent, Percent(percent)),
        ({ Change: { } change }, _) => Difference(change, kind),
        _ => "–",
    };

    /// <summary>A difference of two means with its sign; of two rates in points.</summary>
    public static string Difference(double value, MetricKind kind) => Plus(value, kind == MetricKind.Proportion ? $"{Percent(value * 100)[..^1]}points" : Number(value));

    /// <summary>A difference in terms of what it is to, in percent, with its sign.</summary>
    public static string Relative(double share) => Plus(share, Percent(share * 100));

    /// <summary>A p-value; three digits tell enough.</summary>
    public static string PValue(double p) => p < 0.001 ? $"<{Joined}0.001" : p.ToString(p < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>A day of the year: <c>3 Mar</c>.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>A day with its year.</summary>
    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A time to the minute, in UTC.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A time to the minute, in UTC, where the year is known.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>When an interval of a trend begins.</summary>
    public static string Interval(DateTimeOffset at, ReportInterval interval) => interval == ReportInterval.Hour ? Time(at) : Date(at);

    private static string Plus(double value, string text) => value > 0 ? $"+{text}" : text;

    private static string Percent(double percent)
    {
        var size = Math.Abs(percent);
        var text = size is >= 1e6 or (> 0 and < 1e-3) ? Scientific(percent, 1)
            : Number(percent, size == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3);
        return $"{text}{Joined}%";
    }

    private static string Signed(double value, string size) => value < 0 && size.Any(character => character is >= '1' and <= '9') ? Minus + size : size;

    /// <summary>What came of a version's tests, in a few words.</summary>
    public static string Tests(TestSummary? tests)
    {
        if (tests is null) return "–";
        var said = tests.Failed == 0 ? $"{Count(tests.Passed)} passed" : $"{Count(tests.Failed)} of {Count(tests.Passed + tests.Failed)} failed";
        return tests.Current ? said : $"{said}, before a change";
    }
}
