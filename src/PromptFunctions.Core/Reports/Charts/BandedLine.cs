using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>A line through values, with the band of their intervals around it.</summary>
internal static class BandedLine
{
    private const int DotsUpTo = 45;

    /// <summary>Draws the line; a single value is a dot with its interval as a whisker.</summary>
    /// <param name="svg">The chart.</param>
    /// <param name="points">Where the values are drawn, from left to right, and where their intervals end. At least one.</param>
    public static void Draw(Markup svg, IReadOnlyList<(double X, double Y, double Low, double High)> points)
    {
        if (points.Count > 1)
        {
            svg.Path("band", [.. points.Select(point => (point.X, point.High)), .. points.Reverse().Select(point => (point.X, point.Low))], closed: true);
            svg.Path("trend", points.Select(point => (point.X, point.Y)));
        }
        else svg.Line("whisker", points[0].X, points[0].High, points[0].X, points[0].Low);
        if (points.Count is 1 or <= DotsUpTo)
            foreach (var (x, y, _, _) in points) svg.Circle("point", x, y, points.Count == 1 ? 3.5 : 2.2);
    }
}
