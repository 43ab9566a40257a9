using System.Globalization;
using System.Xml.Linq;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Reports.Charts;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Reports.SampleReports;

namespace PromptFunctions.UnitTests.Reports;

public sealed class ChartTests
{
    public static TheoryData<string> Samples => ["rich", "one", "crowded", "extreme", "hostile"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Everything_is_drawn_inside_the_chart(string sample)
    {
        var page = new Page(sample switch { "rich" => Rich, "one" => OnePoint, "crowded" => Crowded, "extreme" => Extreme, _ => HostileTexts });

        foreach (var svg in page.Root.Descendants("svg"))
        {
            var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var across = Places(svg, "x", "x1", "x2", "cx").Concat(Paths(svg).Select(point => point.X)).ToList();
            var down = Places(svg, "y", "y1", "y2", "cy").Concat(Paths(svg).Select(point => point.Y)).ToList();
            Assert.All(across, x => Assert.InRange(x, 0, box[2]));
            Assert.All(down, y => Assert.InRange(y, 0, box[3]));
        }
    }

    [Fact]
    public void The_band_contains_the_line()
    {
        foreach (var title in Rich.Metrics.Select(metric => $"{metric.Metric}: {(metric.Kind == MetricKind.Proportion ? "rate" : "mean")} by day"))
        {
            var chart = new Page(Rich).Chart(title);
            var (lines, bands) = (Page.Styled(chart, "trend").Select(Page.Points).ToList(), Page.Styled(chart, "band").Select(Page.Points).ToList());

            Assert.Equal(lines.Count, bands.Count);
            foreach (var (line, band) in lines.Zip(bands))
            {
                for (var i = 0; i < line.Length; i++)
                {
                    var (high, low) = (band[i], band[^(i + 1)]);
                    Assert.Equal((line[i].X, line[i].X), (high.X, low.X));
                    Assert.InRange(line[i].Y, high.Y, low.Y);
                }
            }
            Assert.All(bands, band => Assert.True(Enumerable.Range(0, band.Length / 2).Max(i => band[^(i + 1)].Y - band[i].Y) > 10));
        }
    }

    [Fact]
    public void A_day_without_points_breaks_the_line()
    {
        var trend = Rich.Metrics[0].Trend;
        var lines = Page.Styled(new Page(Rich).Chart("accuracy: mean by day"), "trend").Select(Page.Points).ToList();

        Assert.Equal([trend.Count(point => point.At.Day >= 13 && point.At.Month == 2 && point.At.Day < 22), trend.Count(point => point.At.Month == 3 || point.At.Day > 22)], lines.Select(line => line.Length));
    }

    [Fact]
    public void Events_are_marked_where_they_happened()
    {
        var report = Rich with { Events = [Event(-30, ReportEventKind.Rollout, "1.0.0", ""), Event(-15, ReportEventKind.Experiment, "1.1.0", "", -7.5), Event(0, ReportEventKind.Rollback, "1.0.0", "")] };
        var chart = new Page(report).Chart("accuracy: mean by day");

        var floor = Page.Styled(chart, "floor").Single();
        var (start, end) = (Page.Number(floor, "x1"), Page.Number(floor, "x2"));
        Assert.Equal([start, Math.Round((start + end) / 2, 2), end], Page.Styled(chart, "event").Select(line => Page.Number(line, "x1")), (x, y) => Math.Abs(x - y) < 0.02);
        Assert.Equal(["1", "2", "3"], Page.Styled(chart, "number").Select(label => label.Value));
        var lasted = Page.Styled(chart, "period").Single();
        Assert.Equal((end - start) / 4, Page.Number(lasted, "x2") - Page.Number(lasted, "x1"), 1);
        Assert.Equal(3, Page.Styled(chart, "mark").Count());
    }

    [Fact]
    public void The_numbers_of_close_events_are_joined() =>
        Assert.Equal([(10.0, "1"), (102.0, "2–3"), (300.0, "4")], EventMarks.Labels([10, 100, 104, 300], 400));

    [Fact]
    public void However_many_events_there_are_their_numbers_keep_apart()
    {
        var labels = EventMarks.Labels([.. Enumerable.Range(0, 200).Select(i => i * i / 100.0)], 400);

        Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= (TextFit.Width(pair.First.Label, Svg.SmallSize) + TextFit.Width(pair.Second.Label, Svg.SmallSize)) / 2));
        Assert.StartsWith("1–", labels[0].Label, StringComparison.Ordinal);
        Assert.EndsWith("200", labels[^1].Label, StringComparison.Ordinal);
    }

    [Fact]
    public void The_median_is_drawn_inside_the_middle_half()
    {
        var chart = new Page(Rich).Chart("response_time: distribution by version");
        var (halves, dots) = (Page.Styled(chart, "half").ToList(), Page.Styled(chart, "dot").ToList());

        Assert.Equal(6, halves.Count);
        foreach (var (half, dot) in halves.Zip(dots))
        {
            Assert.Equal(Page.Number(half, "y1"), Page.Number(dot, "cy"));
            Assert.InRange(Page.Number(dot, "cx"), Page.Number(half, "x1") + 1, Page.Number(half, "x2") - 1);
        }
    }

    [Fact]
    public void Few_values_are_drawn_one_by_one()
    {
        var report = Empty with { Metrics = [new() { Metric = "x", Distributions = [SampledFigures.Distribution(VersionNumber.Parse("1.0.0"), [1, 2, 4])] }] };
        var chart = new Page(report).Chart("x: distribution");

        Assert.Empty(Page.Styled(chart, "shape"));
        var dots = Page.Styled(chart, "value").Select(dot => Page.Number(dot, "cx")).ToArray();
        Assert.Equal(2, (dots[2] - dots[1]) / (dots[1] - dots[0]), 2);
    }

    [Fact]
    public void Of_many_versions_the_live_one_the_one_before_and_the_latest_are_drawn()
    {
        var report = Crowded;
        var shown = VersionRows.Choose(report, report.Metrics[0]).Select(one => one.Version).ToList();

        Assert.Equal(VersionRows.Most, shown.Count);
        Assert.Equal([report.Live!, report.Comparison!.From], shown.TakeLast(2));
        Assert.Equal(report.Versions.TakeLast(10).Reverse().Select(version => version.Version), shown.Take(10));
    }

    [Fact]
    public void A_shape_follows_its_histogram()
    {
        var one = SampledFigures.Distribution(VersionNumber.Parse("1.0.0"), [.. Enumerable.Repeat(2.0, 300), .. Enumerable.Repeat(8.0, 100)]);
        var heights = Density.Of(one, ValueScale.Linear(0, 10, 0, 100), 100);

        Assert.Equal(1, heights[20], 2);
        Assert.InRange(heights[50..].Max(), 0.28, 0.36);
        Assert.Equal(0, heights[50], 3);
    }

    [Fact]
    public void What_the_scale_leaves_out_does_not_pile_up_at_its_end()
    {
        var one = SampledFigures.Distribution(VersionNumber.Parse("1.0.0"), [.. Enumerable.Repeat(2.0, 100), .. Enumerable.Repeat(30.0, 100)]);

        Assert.Equal(0, Density.Of(one, ValueScale.Linear(0, 10, 0, 100), 100)[^1], 3);
    }

    private static IEnumerable<double> Places(XElement svg, params string[] names) =>
        svg.Descendants().Attributes().Where(attribute => names.Contains(attribute.Name.LocalName)).Select(attribute => double.Parse(attribute.Value, CultureInfo.InvariantCulture));

    private static IEnumerable<(double X, double Y)> Paths(XElement svg) => svg.Descendants("path").SelectMany(Page.Points);
}
