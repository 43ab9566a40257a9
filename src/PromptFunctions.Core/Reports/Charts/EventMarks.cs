using System.Globalization;
using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>
/// Rollouts and experiments above a time axis: a shape for the kind, a line down through the chart, and the number that the
/// event has in the page's list. Numbers that would run into each other are joined.
/// </summary>
internal static class EventMarks
{
    /// <summary>How much room the marks take above the chart.</summary>
    public const double Height = 30;

    private const double Shapes = 21;
    private const double Gap = 5;

    /// <summary>Draws the marks of a report's events.</summary>
    public static void Draw(Markup svg, IReadOnlyList<ReportEvent> events, TimeScale scale, double bottom, double width)
    {
        foreach (var happened in events) Mark(svg, happened, scale, bottom);
        foreach (var (at, label) in Labels([.. events.Select(happened => scale.Place(happened.At))], width)) svg.Label("number", at, 11, label, "middle");
    }

    /// <summary>Where the numbers stand, and what they say.</summary>
    /// <param name="places">Where the events are, in their order.</param>
    /// <param name="width">The chart's width.</param>
    public static IReadOnlyList<(double At, string Label)> Labels(IReadOnlyList<double> places, double width)
    {
        var groups = places.Select((place, i) => (First: i, Last: i, Sum: place)).OrderBy(group => group.Sum).ToList();
        for (var i = 1; i < groups.Count;)
        {
            if (Ends(groups[i - 1]).Right + Gap <= Ends(groups[i]).Left)
            {
                i++;
                continue;
            }
            groups[i - 1] = (Math.Min(groups[i - 1].First, groups[i].First), Math.Max(groups[i - 1].Last, groups[i].Last), groups[i - 1].Sum + groups[i].Sum);
            groups.RemoveAt(i);
            // The joined one is wider, and may now touch the one before.
            i = Math.Max(1, i - 1);
        }
        return [.. groups.Select(group => (Middle(group), Label(group)))];

        (double Left, double Right) Ends((int First, int Last, double Sum) group)
        {
            var half = TextFit.Width(Label(group), Svg.SmallSize) / 2;
            return (Middle(group) - half, Middle(group) + half);
        }

        double Middle((int First, int Last, double Sum) group)
        {
            var half = TextFit.Width(Label(group), Svg.SmallSize) / 2;
            return Math.Clamp(group.Sum / (group.Last - group.First + 1), half, width - half);
        }
    }

    /// <summary>A kind's shape around a place, for charts and their legend.</summary>
    public static void Shape(Markup svg, ReportEventKind kind, double x, double y)
    {
        var style = $"mark {Style(kind)}";
        switch (kind)
        {
            case ReportEventKind.Rollout: svg.Path(style, [(x - 5, y - 4), (x + 5, y - 4), (x, y + 5)], closed: true); break;
            case ReportEventKind.Rollback: svg.Path(style, [(x + 4, y - 5), (x + 4, y + 5), (x - 5, y)], closed: true); break;
            default: svg.Path(style, [(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)], closed: true); break;
        }
    }

    /// <summary>What the page's style calls a kind.</summary>
    public static string Style(ReportEventKind kind) => kind.ToString().ToLowerInvariant();

    private static void Mark(Markup svg, ReportEvent happened, TimeScale scale, double bottom)
    {
        var x = scale.Place(happened.At);
        svg.Line($"event {Style(happened.Kind)}", x, Height, x, bottom);
        if (happened.EndedAt is { } ended && scale.Place(ended) > x) svg.Line($"period {Style(happened.Kind)}", x, Shapes, scale.Place(ended), Shapes);
        Shape(svg, happened.Kind, x, Shapes);
    }

    private static string Label((int First, int Last, double Sum) group) => group.First == group.Last
        ? (group.First + 1).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{group.First + 1}–{group.Last + 1}");
}
