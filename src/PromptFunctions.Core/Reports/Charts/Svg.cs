using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>What all charts draw with.</summary>
internal static class Svg
{
    /// <summary>The font size of labels; the page's style has the same.</summary>
    public const double LabelSize = 12;

    /// <summary>The font size of what is said beside a label.</summary>
    public const double SmallSize = 11;

    /// <summary>A chart around what is drawn.</summary>
    public static Markup Chart(ChartSize size, double height, ChartText text, Markup drawn)
    {
        var id = $"{text.Id}-{size.Name}";
        return new Markup()
            .Add($"""<svg class="chart {size.Name}" viewBox="0 0 {size.Width} {height}" role="img" aria-labelledby="{id}-t {id}-d">""")
            .Add($"""<title id="{id}-t">{text.Title}</title><desc id="{id}-d">{text.Description}</desc>{drawn}</svg>""").Add($"\n");
    }

    public static void Line(this Markup svg, string style, double x1, double y1, double x2, double y2) =>
        svg.Add($"""<line class="{style}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>""");

    public static void Circle(this Markup svg, string style, double x, double y, double radius) =>
        svg.Add($"""<circle class="{style}" cx="{x}" cy="{y}" r="{radius}"/>""");

    public static void Rectangle(this Markup svg, string style, double x, double y, double width, double height) =>
        svg.Add($"""<rect class="{style}" x="{x}" y="{y}" width="{width}" height="{height}"/>""");

    /// <summary>A text that begins, ends or has its middle at a place.</summary>
    public static void Label(this Markup svg, string style, double x, double y, string text, string anchor = "start") =>
        svg.Add($"""<text class="{style}" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>""");

    /// <summary>A text over a place on an axis, moved inwards where it would leave the chart.</summary>
    public static void AxisLabel(this Markup svg, double x, double y, string text, double width)
    {
        var half = TextFit.Width(text, SmallSize) / 2;
        var (at, anchor) = x < half ? (0, "start") : x > width - half ? (width, "end") : (x, "middle");
        svg.Label("axis", at, y, text, anchor);
    }

    /// <summary>A line through points, or the outline of a shape.</summary>
    public static void Path(this Markup svg, string style, IEnumerable<(double X, double Y)> points, bool closed = false)
    {
        svg.Add($"""<path class="{style}" d="M""");
        var first = true;
        foreach (var (x, y) in points)
        {
            if (!first) svg.Add($" ");
            svg.Add($"{x},{y}");
            first = false;
        }
        svg.Raw(closed ? "Z\"/>" : "\"/>");
    }
}
