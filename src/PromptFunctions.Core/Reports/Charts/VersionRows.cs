using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports.Pages;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>A chart with a row for each version: its name on the left, its mean on the right, an axis of values beneath.</summary>
internal sealed class VersionRows
{
    /// <summary>How many versions are drawn at the most.</summary>
    public const int Most = 12;

    private const double Top = 20;
    private const double Axis = 22;
    private const double Gap = 10;

    private readonly PerformanceReport report;
    private readonly ReportMetric metric;
    private readonly ChartSize size;
    private readonly double row;

    public VersionRows(PerformanceReport report, ReportMetric metric, ChartSize size, double row)
    {
        (this.report, this.metric, this.size, this.row) = (report, metric, size, row);
        Shown = Choose(report, metric);
        var means = Math.Max(Shown.Max(one => TextFit.Width(Mean(one), Svg.LabelSize)), TextFit.Width(MeanName, Svg.SmallSize));
        (Left, Right) = (size.Labels + Gap, size.Width - means - Gap);
    }

    /// <summary>The versions that are drawn, newest first.</summary>
    public IReadOnlyList<ReportDistribution> Shown { get; }

    /// <summary>Where the values begin.</summary>
    public double Left { get; }

    /// <summary>Where the values end.</summary>
    public double Right { get; }

    /// <summary>The versions that a metric's chart shows: the live one, the one before, and the latest.</summary>
    public static IReadOnlyList<ReportDistribution> Choose(PerformanceReport report, ReportMetric metric) =>
        [.. metric.Distributions.Reverse()
            .Select((one, age) => (one, age))
            .OrderBy(each => Style(report, each.one) == "other" ? 1 : 0).ThenBy(each => each.age)
            .Take(Most).OrderBy(each => each.age).Select(each => each.one)];

    /// <summary>Whether a version is <c>live</c>, the one <c>before</c> or an <c>other</c>.</summary>
    public static string Style(PerformanceReport report, ReportDistribution one) =>
        one.Version == report.Live ? "live" : one.Version == report.Comparison?.From ? "before" : "other";

    /// <summary>Draws the chart.</summary>
    /// <param name="text">What it says of itself.</param>
    /// <param name="scale">Where values are.</param>
    /// <param name="draw">Draws a version: onto what, which, its style, its row's top and bottom.</param>
    public Markup Draw(ChartText text, ValueScale scale, Action<Markup, ReportDistribution, string, double, double> draw)
    {
        var svg = new Markup();
        var bottom = Top + (Shown.Count * row);
        svg.Label("axis", 0, 11, size == ChartSize.Narrow ? "version" : "version, points");
        svg.Label("axis", size.Width, 11, MeanName, "end");
        foreach (var (value, label) in ValueAxis.Beneath(scale, metric.Kind, size))
        {
            svg.Line("grid", scale.Place(value), Top, scale.Place(value), bottom + 4);
            svg.AxisLabel(scale.Place(value), bottom + 17, label, size.Width);
        }
        foreach (var (one, i) in Shown.Select((one, i) => (one, i)))
        {
            var (style, top) = (Style(report, one), Top + (i * row));
            var end = top + row;
            svg.Label($"name {style}", 0, end - (row / 2) + 1, TextFit.Shorten(one.Version.ToString(), Svg.LabelSize, size.Labels));
            svg.Label("small", 0, end - (row / 2) + 14, Beside(one, style));
            draw(svg, one, style, top, end);
            svg.Label($"name {style}", size.Width, end - (row / 2) + 7, Mean(one), "end");
        }
        return Svg.Chart(size, bottom + Axis, text, svg);
    }

    private string MeanName => metric.Kind == MetricKind.Proportion ? "rate" : "mean";

    private string Mean(ReportDistribution one) => Figures.Value(one.Mean, metric.Kind);

    private static string Beside(ReportDistribution one, string style) => style switch
    {
        "live" => $"live · {Figures.ShortCount(one.Count)}",
        "before" => $"before · {Figures.ShortCount(one.Count)}",
        _ => Figures.ShortCount(one.Count),
    };
}
