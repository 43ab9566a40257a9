using System.Text.RegularExpressions;
using System.Xml.Linq;
using PromptFunctions.Core.Reports;
using static PromptFunctions.UnitTests.Reports.SampleReports;

namespace PromptFunctions.UnitTests.Reports;

public sealed partial class HtmlReportTests
{
    public static TheoryData<string> Samples => ["rich", "empty", "one", "crowded", "extreme", "hostile"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_page_is_well_formed(string sample)
    {
        var page = new Page(Sample(sample));

        Assert.Equal("en", page.Root.Attribute("lang")!.Value);
        Assert.Equal(page.Root.Descendants().Attributes("id").Select(id => id.Value).Distinct().Count(), page.Root.Descendants().Attributes("id").Count());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_page_needs_nothing_else(string sample)
    {
        var page = new Page(Sample(sample));

        Assert.DoesNotContain(page.Root.Descendants(), element => element.Name.LocalName is "script" or "img" or "link" or "iframe" or "object" or "image" or "use");
        Assert.All(page.Root.Descendants("a"), link => Assert.StartsWith("#", link.Attribute("href")!.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(page.Root.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        var sheet = page.Root.Descendants("style").Single().Value;
        Assert.DoesNotContain("url(", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", sheet, StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", page.Root.Descendants("meta").Single(meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_chart_says_what_it_is_and_has_its_figures_in_a_table(string sample)
    {
        var page = new Page(Sample(sample));

        foreach (var chart in page.Charts)
        {
            var (title, description) = (chart.Element("title")!, chart.Element("desc")!);
            Assert.Equal($"{title.Attribute("id")!.Value} {description.Attribute("id")!.Value}", chart.Attribute("aria-labelledby")!.Value);
            Assert.NotEmpty(title.Value);
            Assert.NotEmpty(description.Value);
        }
        foreach (var figure in page.Root.Descendants("figure")) Assert.Equal(2, figure.Elements("svg").Count() / figure.Descendants("table").Count());
        var drawn = Sample(sample).Experiments.Sum(experiment => Math.Min(12, experiment.Comparisons.Count(row => row.Interval is not null)));
        Assert.Equal((2 * Sample(sample).Metrics.Count) + drawn, page.Root.Descendants("figure").Count());
    }

    [Fact]
    public void Texts_are_shown_as_they_are()
    {
        var page = new Page(HostileTexts);

        Assert.Equal(Hostile, page.Root.Descendants("h2").Single(heading => heading.Attribute("id")?.Value == "m1-name").Value);
        Assert.StartsWith($"{Hostile} ]]> --> </style> \ufffd\ufffd <!--", page.Root.Descendants("p").First(text => Page.HasStyle(text, "lead")).Value, StringComparison.Ordinal);
        Assert.Contains(page.Root.Descendants("p"), text => text.Value == $"{Hostile}\n| a | b |\n=1+1");
        Assert.DoesNotContain("<script", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Single(Closings().Matches(page.Html));
    }

    [Fact]
    public void The_head_says_what_is_live_since_when_and_on_how_many_points_it_stands()
    {
        var facts = new Page(Rich).Root.Descendants("dl").Single().Elements("div").ToDictionary(fact => fact.Element("dt")!.Value, fact => fact.Element("dd")!.Value);

        Assert.Equal("1.4.0since 11 Mar 2030, 09:32 UTC", facts["Live version"]);
        Assert.StartsWith(Figures.Count(Rich.Versions.Sum(version => version.TotalRequests)), facts["Points"], StringComparison.Ordinal);
        Assert.Equal("30 days13 Feb 2030 – 15 Mar 2030, UTC", facts["Period"]);
    }

    [Fact]
    public void A_prompt_without_points_says_so()
    {
        var page = new Page(Empty);

        Assert.Contains("No points in the last 30 days", page.Root.Value, StringComparison.Ordinal);
        Assert.Empty(page.Charts);
    }

    [Fact]
    public void A_metric_without_points_says_so_in_place_of_its_charts()
    {
        var page = new Page(Empty with { Metrics = [new() { Metric = "latency" }, new() { Metric = "error_rate", Kind = Core.Metrics.MetricKind.Proportion }] });

        Assert.Equal(4, page.Root.Descendants("figure").Count(figure => figure.Value.Contains("No points in the last 30 days", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_figures_of_a_version_stand_in_the_table()
    {
        var one = Rich.Metrics[1].Distributions[^1];
        var row = new Page(Rich).Root.Descendants("section").Single(section => section.Attribute("id")?.Value == "m2").Descendants("tr").First(row => Page.HasStyle(row, "live"));

        double[] figures = [one.Mean, one.Std, one.Min, one.P1, one.P5, one.P25, one.Median, one.P75, one.P95, one.P99, one.Max];
        Assert.Equal(["1.4.0", Figures.Count(one.Count), .. figures.Select(value => Figures.Number(value))], row.Elements().Select(cell => cell.Value));
    }

    private static PerformanceReport Sample(string name) => name switch
    {
        "rich" => Rich,
        "empty" => Empty,
        "one" => OnePoint,
        "crowded" => Crowded,
        "extreme" => Extreme,
        _ => HostileTexts,
    };

    [GeneratedRegex("</style>", RegexOptions.IgnoreCase)]
    private static partial Regex Closings();
}
