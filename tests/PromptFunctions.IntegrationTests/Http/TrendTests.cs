using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class TrendTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task By_version_each_has_a_point_in_the_order_in_which_they_were_created()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one", new { version = "2.0.0" });
        await prompt.Create("two", new { version = "3.0.0" });
        await prompt.Create("three", new { branch = await BranchAsync(prompt) });
        await RecordAsync(prompt, "3.0.0", 10, 20);
        await RecordAsync(prompt, "2.0.0", 1);

        var trends = (await prompt.Get("/trends")).ShouldBe(200);

        var latency = trends["metrics"]!["latency"]!.AsArray();
        Assert.Equal([("2.0.0", 1.0, 1), ("3.0.0", 15.0, 2)], latency.Select(point => ((string)point!["version"]!, (double)point["value"]!, (int)point["count"]!)));
        Assert.Equal((string?)(await prompt.Get("/versions/2.0.0"))["createdAt"], (string?)latency[0]!["at"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_hour_and_by_day_all_versions_are_taken_together(bool folded)
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Create("two");
        var today = new DateTimeOffset(DateTimeOffset.UtcNow.Date, TimeSpan.Zero);
        await RecordAsync(prompt, "0.0.1", today.AddDays(-2).AddHours(5), 1);
        await RecordAsync(prompt, "0.0.2", today.AddDays(-2).AddHours(5).AddMinutes(59), 3);
        await RecordAsync(prompt, "0.0.2", today.AddDays(-2).AddHours(7), 8);
        await RecordAsync(prompt, "0.0.1", today.AddDays(-1).AddHours(5), 5);
        if (folded) await fixture.FoldAsync();

        Assert.Equal([(today.AddDays(-2).AddHours(5), 2.0, 2), (today.AddDays(-2).AddHours(7), 8.0, 1), (today.AddDays(-1).AddHours(5), 5.0, 1)], await PointsAsync(prompt, "?by=hour&days=3"));
        Assert.Equal([(today.AddDays(-2), 4.0, 3), (today.AddDays(-1), 5.0, 1)], await PointsAsync(prompt, "?by=day&days=3"));
        Assert.Equal([(today.AddDays(-1), 5.0, 1)], await PointsAsync(prompt, "?by=day&days=1"));
    }

    [Fact]
    public async Task A_prompt_without_points_has_no_trends_and_a_wrong_question_is_refused()
    {
        var prompt = await api.NewPrompt();

        Assert.Equal("{}", (await prompt.Get("/trends?by=hour")).ShouldBe(200)["metrics"]!.ToJsonString());
        (await prompt.Get("/trends?days=0")).ShouldBeInvalid("days");
        (await prompt.Get("/trends?by=week")).ShouldBeInvalid("by");
        (await api.Get("/prompts/no-such-prompt/trends")).ShouldBeProblem(404, "unknown-prompt");
    }

    private static async Task<string> BranchAsync(ApiPrompt prompt)
    {
        await prompt.Branch("side", "2.0.0");
        return "side";
    }

    private static async Task<IReadOnlyList<(DateTimeOffset At, double Value, int Count)>> PointsAsync(ApiPrompt prompt, string query)
    {
        var points = (await prompt.Get($"/trends{query}")).ShouldBe(200)["metrics"]!["latency"]!.AsArray();
        Assert.All(points, point => Assert.True(point!.AsObject().ContainsKey("version") && point["version"] is null));
        return [.. points.Select(point => (point!["at"]!.GetValue<DateTimeOffset>(), (double)point["value"]!, (int)point["count"]!))];
    }

    private Task RecordAsync(ApiPrompt prompt, string version, params double[] values) => RecordAsync(prompt, version, DateTimeOffset.UtcNow, values);

    private async Task RecordAsync(ApiPrompt prompt, string version, DateTimeOffset at, params double[] values)
    {
        var points = values.Select(value => new { prompt = prompt.Name, version, metric = "latency", value, at = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal(values.Length, (int?)(await api.Post("/metrics", new { points })).ShouldBe(202)["accepted"]);
    }
}
