using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>How an experiment's difference came to be known: the estimate and its interval by the number of subjects, with a line where there is none.</summary>
internal static class DifferenceChart
{
    private const double Top = 8;
    private const double Bottom = Top + 150;
    private const double Axis = 22;

    // From this ratio on the beginning would take no room on an even scale.
    private const double Wide = 10;

    /// <summary>Draws a comparison's chart.</summary>
    /// <param name="looks">The looks, one or more.</param>
    /// <param name="size">How wide it is.</param>
    /// <param name="text">What it says of itself.</param>
    public static Markup Draw(IReadOnlyList<KnownDifference> looks, ChartSize size, ChartText text)
    {
        var svg = new Markup();
        var values = ValueRange.OfDifference(looks, Bottom, Top);
        var ticks = values.Ticks(5, MetricKind.Mean);
        ValueAxis.Draw(svg, values, ticks, size);
        var left = ValueAxis.Room(ticks, size);
        var subjects = Subjects(looks, left + 4, size.Width - 8);
        foreach (var (count, _) in ValueAxis.Beneath(subjects, MetricKind.Mean, size).Where(tick => double.IsInteger(tick.Value)))
        {
            svg.Line("notch", subjects.Place(count), Bottom, subjects.Place(count), Bottom + 4);
            svg.AxisLabel(subjects.Place(count), Bottom + 16, Figures.ShortCount((long)count), size.Width);
        }
        svg.Line("floor", left, Bottom, size.Width, Bottom);
        BandedLine.Draw(svg, [.. looks.Select(look => (subjects.Place(look.Subjects), values.Place(look.Difference), values.Place(look.Low), values.Place(look.High)))]);
        svg.Line("zero", left, values.Place(0), size.Width, values.Place(0));
        return Svg.Chart(size, Bottom + Axis, text, svg);
    }

    /// <summary>Whether the subjects are on a scale of ratios.</summary>
    public static bool IsLogarithmic(IReadOnlyList<KnownDifference> looks) => looks[^1].Subjects > Wide * looks[0].Subjects;

    private static ValueScale Subjects(IReadOnlyList<KnownDifference> looks, double start, double end) => IsLogarithmic(looks)
        ? ValueScale.Logarithmic(looks[0].Subjects, looks[^1].Subjects, start, end)
        : ValueScale.Linear(looks[0].Subjects, looks[^1].Subjects, start, end);
}
