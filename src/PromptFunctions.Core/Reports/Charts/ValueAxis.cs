using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>Axes of values: their labels, and the lines of the grid.</summary>
internal static class ValueAxis
{
    private const double TickRoom = 58;
    private const double Gap = 8;

    /// <summary>How much room the labels on a chart's left take.</summary>
    public static double Room(IReadOnlyList<(double Value, string Label)> ticks, ChartSize size) =>
        Math.Min(size.Width / 3, Math.Max(24, ticks.Max(tick => TextFit.Width(tick.Label, Svg.SmallSize)) + Gap));

    /// <summary>Draws lines across a chart, with their labels on its left.</summary>
    public static void Draw(Markup svg, ValueScale values, IReadOnlyList<(double Value, string Label)> ticks, ChartSize size)
    {
        var left = Room(ticks, size);
        foreach (var (value, label) in ticks)
        {
            svg.Line("grid", left, values.Place(value), size.Width, values.Place(value));
            svg.Label("axis", left - Gap, values.Place(value) + 4, label, "end");
        }
    }

    /// <summary>The ticks of an axis beneath a chart whose labels do not run into each other.</summary>
    /// <param name="scale">Where values are, from left to right.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="size">The chart's size.</param>
    public static IEnumerable<(double Value, string Label)> Beneath(ValueScale scale, MetricKind kind, ChartSize size)
    {
        var taken = double.NegativeInfinity;
        foreach (var tick in scale.Ticks((int)Math.Max(2, (scale.Place(scale.High) - scale.Place(scale.Low)) / TickRoom), kind))
        {
            var half = TextFit.Width(tick.Label, Svg.SmallSize) / 2;
            var at = Math.Clamp(scale.Place(tick.Value), half, size.Width - half);
            if (at - half < taken + 6) continue;
            taken = at + half;
            yield return tick;
        }
    }
}
