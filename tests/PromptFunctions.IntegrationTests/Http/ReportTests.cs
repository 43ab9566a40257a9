using System.Text.Json.Nodes;
using System.Xml.Linq;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class ReportTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_report_tells_what_is_live_since_when_how_it_does_and_what_happened()
    {
        var prompt = await MeasuredAsync();

        var report = (await prompt.Get("/report")).ShouldBe(200);

        Assert.Equal((prompt.Name, "text_to_sql", "0.0.2", 30, "day"), ((string?)report["prompt"], (string?)report["type"], (string?)report["live"], (int?)report["days"], (string?)report["interval"]));
        Assert.NotNull((string?)report["liveSince"]);
        Assert.Equal([("0.0.1", 100L), ("0.0.2", 100L), ("0.0.3", 0L)], report["versions"]!.AsArray().Select(one => ((string)one!["version"]!, (long)one["totalRequests"]!)));
        var metric = Assert.Single(report["metrics"]!.AsArray())!;
        Assert.Equal(("latency", "minimize"), ((string?)metric["metric"], (string?)metric["goal"]));
        Assert.Equal([("0.0.1", 49.5), ("0.0.2", 149.5)], metric["distributions"]!.AsArray().Select(one => ((string)one!["version"]!, (double)one["mean"]!)));
        var trend = Assert.Single(metric["trend"]!.AsArray())!;
        Assert.Equal((99.5, 200L), ((double?)trend["value"], (long?)trend["count"]));
        Assert.True((double?)trend["low"] < 99.5 && (double?)trend["high"] > 99.5);
        Assert.Equal(["0.0.1", "0.0.2"], report["events"]!.AsArray().Select(one => (string?)one!["version"]));
        Assert.Equal(("0.0.1", "0.0.2", "from"), ((string?)report["comparison"]!["from"], (string?)report["comparison"]!["to"], (string?)report["comparison"]!["metrics"]![0]!["better"]));
        Assert.Contains(report["findings"]!.AsArray(), finding => ((string)finding!).Contains("latency", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?format=html", null, "text/html")]
    [InlineData("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    [InlineData("", "text/markdown", "text/markdown")]
    [InlineData("?format=csv", "text/html", "text/csv")]
    [InlineData("?format=json", "text/html", "application/json")]
    [InlineData("?format=md&days=1", null, "text/markdown")]
    public async Task The_query_chooses_the_format_or_the_header_does(string query, string? accept, string expected)
    {
        var prompt = await MeasuredAsync();

        var report = (await (accept is null ? prompt.Get($"/report{query}") : prompt.Get($"/report{query}", ("Accept", accept)))).ShouldBe(200);

        Assert.Equal(expected, report.ContentType);
        Assert.Contains("0.0.2", report.Text, StringComparison.Ordinal);
        Assert.NotNull(report.ETag);
    }

    [Fact]
    public async Task The_page_is_one_document_that_asks_for_nothing_else()
    {
        var prompt = await MeasuredAsync(new { description = "<script>alert(1)</script> & \"more\"" });

        var page = (await prompt.Get("/report?format=html")).ShouldBe(200).Text;

        var html = XDocument.Parse(page);
        Assert.Contains(html.Descendants(), element => element.Name.LocalName == "svg");
        Assert.DoesNotContain(html.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_experiment_is_in_the_report_as_it_is_now_and_as_it_ended()
    {
        var prompt = await MeasuredAsync();
        var id = (string)(await api.Post($"/prompts/{prompt.Name}/experiments", new { name = "<b>Which?</b>", control = "0.0.1", treatment = "0.0.2", successMetrics = new[] { "latency" } })).ShouldBe(201)["id"]!;
        var results = Enumerable.Range(0, 40).Select(i => new { subject = $"user-{i}", metrics = new { latency = 100 + i } });
        (await api.Post($"/prompts/{prompt.Name}/experiments/{id}/results", new { results })).ShouldBe(202);

        var active = Assert.Single((await prompt.Get("/report")).ShouldBe(200)["experiments"]!.AsArray())!;
        Assert.Equal((id, "<b>Which?</b>", "active", null), ((string?)active["id"], (string?)active["name"], (string?)active["status"], (string?)active["endedAt"]));
        Assert.Equal(40, active["arms"]!.AsArray().Sum(arm => (int)arm!["subjects"]!));
        Assert.Equal(40, (int?)Assert.Single(active["looks"]!.AsArray())!["subjects"]);
        (await api.Post($"/prompts/{prompt.Name}/experiments/{id}/stop", new { reason = "seen enough" })).ShouldBe(200);

        var report = (await prompt.Get("/report")).ShouldBe(200);
        var ended = Assert.Single(report["experiments"]!.AsArray())!;
        Assert.Equal(("stopped", "insufficient-data"), ((string?)ended["status"], (string?)ended["decision"]));
        Assert.Equal((string?)active["comparisons"]!.ToJsonString(), ended["comparisons"]!.ToJsonString());
        Assert.Contains(report["events"]!.AsArray(), happened => ((string?)happened!["kind"], (string?)happened["detail"]) is ("experiment", "“<b>Which?</b>”: 0.0.2 against 0.0.1, stopped, insufficient data"));
        Assert.Contains("&lt;b&gt;Which?&lt;/b&gt;", (await prompt.Get("/report?format=html")).ShouldBe(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_without_points_has_a_report_too()
    {
        var prompt = await api.NewPrompt();

        var report = (await prompt.Get("/report?days=7")).ShouldBe(200);

        Assert.Equal((null, 0, 0), ((string?)report["live"], report["versions"]!.AsArray().Count, report["metrics"]!.AsArray().Count));
        foreach (var format in (string[])["html", "md", "csv"]) (await prompt.Get($"/report?format={format}")).ShouldBe(200);
        (await prompt.Get("/report?format=pdf")).ShouldBeInvalid("format");
        (await prompt.Get("/report?days=0")).ShouldBeInvalid("days");
        (await api.Get("/prompts/no-such-prompt/report")).ShouldBeProblem(404, "unknown-prompt");
    }

    private async Task<ApiPrompt> MeasuredAsync(object? members = null)
    {
        var prompt = await api.NewPrompt(members);
        await prompt.CreateLive("one");
        await prompt.CreateLive("two");
        await prompt.Create("three");
        var points = Enumerable.Range(0, 100).SelectMany(i => new[] { ("0.0.1", i), ("0.0.2", i + 100) })
            .Select(point => new { prompt = prompt.Name, version = point.Item1, metric = "latency", value = point.Item2 });
        Assert.Equal(200, (int?)(await api.Post("/metrics", new { points })).ShouldBe(202)["accepted"]);
        return prompt;
    }
}
