using Microsoft.Playwright;
using PromptFunctions.Core.Reports;
using PromptFunctions.IntegrationTests.Browser.Support;
using PromptFunctions.UnitTests.Reports;

namespace PromptFunctions.IntegrationTests.Browser;

/// <summary>The report as people see it: in a real browser, on a phone and on a desk, by day and by night.</summary>
public sealed class ReportPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly Dictionary<string, Lazy<string>> Pages = new()
    {
        ["rich"] = new(() => HtmlReport.Render(SampleReports.Rich)),
        ["empty"] = new(() => HtmlReport.Render(SampleReports.Empty)),
        ["one-point"] = new(() => HtmlReport.Render(SampleReports.OnePoint)),
        ["extreme"] = new(() => HtmlReport.Render(SampleReports.Extreme)),
        ["crowded"] = new(() => HtmlReport.Render(SampleReports.Crowded)),
        ["hostile"] = new(() => HtmlReport.Render(SampleReports.HostileTexts)),
    };

    public static TheoryData<string, int, ColorScheme> Views()
    {
        var views = new TheoryData<string, int, ColorScheme>();
        foreach (var report in Pages.Keys)
            foreach (var width in (int[])[375, 1280])
                foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                    views.Add(report, width, scheme);
        // Between the two: the widths at which the layout changes, and the smallest phone.
        foreach (var width in (int[])[320, 599, 600, 1099, 1100]) views.Add("rich", width, ColorScheme.Light);
        return views;
    }

    [BrowserTheory]
    [MemberData(nameof(Views))]
    public async Task A_report_reads_well(string report, int width, ColorScheme scheme)
    {
        await using var page = await OpenAsync(report, width, scheme);
        await page.KeepAsync($"report-{report}-{width}-{scheme}".ToLowerInvariant());

        Assert.Empty(await page.AskAsync<string[]>(PageChecks.Labels));
        await page.UnfoldAsync();
        Assert.Empty(await page.AskAsync<string[]>(PageChecks.Overflow));
        Assert.Empty(await page.AskAsync<string[]>(PageChecks.Contrast));
        Assert.Empty(page.Complaints);
        Assert.Single(page.Requests);
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, "rgb(255, 255, 255)")]
    [InlineData(ColorScheme.Dark, "rgb(15, 20, 27)")]
    public async Task The_page_follows_the_readers_colour_scheme(ColorScheme scheme, string background)
    {
        await using var page = await OpenAsync("rich", 1280, scheme);

        Assert.Equal(background, await page.AskAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [BrowserTheory]
    [InlineData(375, "narrow")]
    [InlineData(599, "narrow")]
    [InlineData(600, "wide")]
    [InlineData(1280, "wide")]
    public async Task Of_each_chart_the_one_that_fits_is_shown(int width, string shown)
    {
        await using var page = await OpenAsync("rich", width, ColorScheme.Light);

        var visible = await page.AskAsync<string[]>("[...document.querySelectorAll('.chart')].filter(svg => svg.getClientRects().length > 0).map(svg => svg.getAttribute('class'))");
        var charts = (2 * SampleReports.Rich.Metrics.Count) + SampleReports.Rich.Experiments.Sum(experiment => experiment.Comparisons.Count);
        Assert.Equal(Enumerable.Repeat($"chart {shown}", charts), visible);
    }

    [BrowserTheory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task An_experiment_reads_well(int width, ColorScheme scheme)
    {
        await using var page = await OpenAsync("rich", width, scheme);
        await page.KeepAsync($"experiment-{width}-{scheme}".ToLowerInvariant(), "#e2");

        Assert.Equal(SampleReports.ShorterInstructions.Recommendation, await page.AskAsync<string>("document.querySelector('#e2 .recommendation').innerText"));
        Assert.Equal(width, await page.AskAsync<int>("document.documentElement.scrollWidth"));
        const string seen = "[...document.querySelectorAll('#e2 .chart')].filter(svg => svg.getClientRects().length > 0)";
        Assert.Equal(SampleReports.ShorterInstructions.Comparisons.Count, await page.AskAsync<int>($"{seen}.length"));
        // The line without a difference has the ink's colour, by day and by night.
        Assert.True(await page.AskAsync<bool>($"{seen}.every(svg => getComputedStyle(svg.querySelector('.zero')).stroke === getComputedStyle(document.body).color)"));
    }

    [BrowserFact]
    public async Task Names_that_would_like_to_be_markup_are_text()
    {
        await using var page = await OpenAsync("hostile", 1280, ColorScheme.Light);

        Assert.Equal(0, await page.AskAsync<int>("document.querySelectorAll('script, img, iframe, object, [onerror], [onload]').length"));
        Assert.Equal(SampleReports.Hostile, await page.AskAsync<string>("document.querySelector('#m1-name').textContent"));
    }

    [BrowserFact]
    public async Task On_paper_nothing_stays_folded_away()
    {
        await using var page = await OpenAsync("rich", 1280, ColorScheme.Light);
        const string hidden = "[...document.querySelectorAll('details table')].filter(table => !table.checkVisibility({ contentVisibilityAuto: true }) || table.getBoundingClientRect().height < 20).length";
        Assert.NotEqual(0, await page.AskAsync<int>(hidden));

        await page.PrintAsync();

        Assert.Equal(0, await page.AskAsync<int>(hidden));
    }

    [BrowserFact]
    public async Task The_checks_find_what_is_wrong_with_a_page()
    {
        await using var page = await browser.OpenAsync("""
            <body style="background: #fff"><p style="color: #999">faint</p><div style="width: 2000px">wide</div><img src="missing.png"/>
            <svg viewBox="0 0 300 50" width="300"><title>chart</title><text x="5" y="20">one label</text><text x="20" y="20">another</text><text x="290" y="20">outside</text></svg></body>
            """, 375, ColorScheme.Light);

        Assert.Equal(["P.null 'faint' has 2.85"], await page.AskAsync<string[]>(PageChecks.Contrast));
        Assert.Equal(["DIV.null", "text.null"], (await page.AskAsync<string[]>(PageChecks.Overflow)).Select(fault => fault.Split(' ')[0]));
        Assert.Equal(["'outside' leaves its chart 'chart'", "'one label' runs into 'another' in 'chart'"], await page.AskAsync<string[]>(PageChecks.Labels));
        Assert.Single(page.Complaints);
        Assert.Equal(2, page.Requests.Count);
    }

    private Task<OpenPage> OpenAsync(string report, int width, ColorScheme scheme) => browser.OpenAsync(Pages[report].Value, width, scheme);
}
