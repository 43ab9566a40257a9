using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>Maps values to places on a chart, evenly or by their logarithm.</summary>
internal sealed class ValueScale
{
    // Beyond this the differences of two doubles can no longer be told from their rounding.
    private const double Finest = 1e-9;

    // Below this steps between doubles are no longer even; nobody measures such values.
    private const double Least = 1e-300;

    private readonly double start;
    private readonly double end;

    private ValueScale(double low, double high, bool logarithmic, double start, double end) =>
        (Low, High, IsLogarithmic, this.start, this.end) = (low, high, logarithmic, start, end);

    /// <summary>The value at the scale's beginning.</summary>
    public double Low { get; }

    /// <summary>The value at the scale's end.</summary>
    public double High { get; }

    /// <summary>Whether equal distances are equal ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>A scale from the one value to the other, with room around a single value.</summary>
    public static ValueScale Linear(double low, double high, double start, double end)
    {
        if ((high / 2) - (low / 2) <= Math.Max(Math.Abs(low), Math.Abs(high)) * Finest)
        {
            var size = Math.Max(Math.Abs(low), Math.Abs(high));
            var room = size < Least ? 1 : size * 0.05;
            (low, high) = (low - room, high + room);
        }
        return new(Math.Max(low, -double.MaxValue), Math.Min(high, double.MaxValue), false, start, end);
    }

    /// <summary>A scale of ratios; both values are positive, and different.</summary>
    public static ValueScale Logarithmic(double low, double high, double start, double end) => new(low, high, true, start, end);

    /// <summary>The same values from elsewhere to elsewhere.</summary>
    public ValueScale Onto(double otherStart, double otherEnd) => new(Low, High, IsLogarithmic, otherStart, otherEnd);

    /// <summary>Where a value is drawn; what lies outside is drawn at the nearer end.</summary>
    public double Place(double value) => start + (Fraction(value) * (end - start));

    /// <summary>Where a value is, from 0 at the beginning to 1 at the end.</summary>
    public double Fraction(double value)
    {
        // Halved, because the widest range of doubles is wider than a double.
        var fraction = !IsLogarithmic ? ((value / 2) - (Low / 2)) / ((High / 2) - (Low / 2))
            : value <= Low ? 0 : (Math.Log(value) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low));
        return Math.Clamp(fraction, 0, 1);
    }

    /// <summary>Round values inside the scale, about as many as asked for, with their labels.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks(int about, MetricKind kind) =>
        IsLogarithmic ? Decades(about, kind) : Steps(about, kind);

    private List<(double, string)> Steps(int about, MetricKind kind)
    {
        var factor = kind == MetricKind.Proportion ? 100 : 1;
        var step = NiceStep((High / about) - (Low / about));
        // A step that is below the numbers' own precision would never arrive.
        if (step <= Math.Max(Math.Abs(Low), Math.Abs(High)) * 1e-14) return [(Low, Figures.Value(Low, kind))];
        var ticks = new List<(double, string)>();
        for (var i = Math.Ceiling((Low / step) - 1e-9); i <= (High / step) + 1e-9; i++) ticks.Add((i * step, Label(i * step * factor, step * factor, kind)));
        return ticks;
    }

    private List<(double, string)> Decades(int about, MetricKind kind)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(Low)), (int)Math.Ceiling(Math.Log10(High)));
        double[] inside = last - first <= about / 2 ? [1, 2, 5] : last - first <= about ? [1, 3] : [1];
        var every = Math.Max(1, (int)Math.Ceiling((last - first) / (double)about));
        var ticks = new List<(double, string)>();
        for (var exponent = first; exponent <= last; exponent += every)
        {
            foreach (var value in inside.Select(digit => digit * Math.Pow(10, exponent)))
                if (value >= Low * (1 - Finest) && value <= High * (1 + Finest)) ticks.Add((value, Label(value, value, kind)));
        }
        return ticks;
    }

    private static double NiceStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 } * power;
        // Of the whole range of doubles the next round number may be beyond the last one.
        return double.IsFinite(step) ? step : power;
    }

    // As many decimals as the step needs, so that all labels of an axis look alike.
    private static string Label(double value, double step, MetricKind kind)
    {
        var percent = kind == MetricKind.Proportion ? "\u00a0%" : "";
        if (Math.Abs(value) < step / 2) return $"0{percent}";
        var size = Math.Floor(Math.Log10(Math.Abs(value)) + Finest);
        if (size >= 9 || (size < -3 && step < 1e-3)) return Figures.Scientific(value, Math.Clamp((int)(size - Math.Floor(Math.Log10(step) + Finest)) + Half(step), 0, 6)) + percent;
        var (unit, suffix) = size >= 6 && step >= 1e4 ? (1e6, "M") : size >= 4 && step >= 100 ? (1e3, "k") : (1, "");
        return Figures.Number(value / unit, Decimals(step / unit)) + suffix + percent;
    }

    private static int Decimals(double step) => Math.Clamp(Half(step) - (int)Math.Floor(Math.Log10(step) + Finest), 0, 8);

    // Steps of 2.5 need one decimal more than those of 2 and 5.
    private static int Half(double step)
    {
        var digits = step / Math.Pow(10, Math.Floor(Math.Log10(step) + Finest));
        return Math.Abs(digits - 2.5) < 1e-6 ? 1 : 0;
    }
}
