using System.Text;
using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class MetricsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Points_are_recorded_and_summed_up_at_once()
    {
        var prompt = await MeasuredAsync();

        var recorded = (await api.Post("/metrics", new
        {
            batchId = $"{prompt.Name}-1",
            points = new[] { 4.0, 1, 3, 2 }.Select(value => Point(prompt, "accuracy", value)),
        })).ShouldBe(202);

        Assert.Equal(($"{prompt.Name}-1", 4, 0), ((string?)recorded["batchId"], (int?)recorded["accepted"], recorded["rejected"]!.AsArray().Count));
        var metrics = await MetricsAsync(prompt);
        Assert.Equal((prompt.Name, "0.0.1", "draft", 4), ((string?)metrics["prompt"], (string?)metrics["version"], (string?)metrics["status"], (int?)metrics["totalRequests"]));
        var accuracy = metrics["metrics"]!["accuracy"]!;
        Assert.Equal(["count", "min", "max", "mean", "median", "std", "p25", "p75", "p95", "p99", "lastUpdated"], accuracy.AsObject().Select(member => member.Key));
        Assert.Equal((4, 1.0, 4.0, 2.5, 2.5, 1.75, 3.25), ((int?)accuracy["count"], (double?)accuracy["min"], (double?)accuracy["max"], (double?)accuracy["mean"],
            (double?)accuracy["median"], (double?)accuracy["p25"], (double?)accuracy["p75"]));
        Assert.Equal(Math.Sqrt(5.0 / 3), (double)accuracy["std"]!, 12);
        Assert.Equal(3.85, (double)accuracy["p95"]!, 12);
        Assert.InRange(DateTimeOffset.Parse((string)accuracy["lastUpdated"]!, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task One_value_has_no_spread_and_a_version_without_points_no_metrics()
    {
        var prompt = await MeasuredAsync();
        Assert.Equal("{}", (await MetricsAsync(prompt))["metrics"]!.ToJsonString());

        await RecordAsync(Point(prompt, "cost", 0.25));

        var cost = (await MetricsAsync(prompt))["metrics"]!["cost"]!;
        Assert.Equal((1, 0.25, 0.25, 0.0, 0.25), ((int?)cost["count"], (double?)cost["mean"], (double?)cost["median"], (double?)cost["std"], (double?)cost["p99"]));
    }

    [Fact]
    public async Task A_batch_sent_again_counts_nothing_and_is_answered_the_same_whatever_it_holds_by_then()
    {
        var prompt = await MeasuredAsync();
        var batch = new { batchId = prompt.Name, points = new[] { Point(prompt, "accuracy", 1), Point(prompt, "accuracy", 2, version: "9.9.9") } };

        var first = (await api.Post("/metrics", batch)).ShouldBe(202);
        var again = (await api.Post("/metrics", batch)).ShouldBe(202);
        var other = (await api.Post("/metrics", batch with { points = [Point(prompt, "accuracy", 5)] })).ShouldBe(202);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Text, other.Text);
        Assert.Equal(1, (int?)(await MetricsAsync(prompt))["totalRequests"]);
    }

    [Fact]
    public async Task A_batch_without_an_id_gets_one_under_which_it_is_known()
    {
        var prompt = await MeasuredAsync();
        var first = (await api.Post("/metrics", new { points = new[] { Point(prompt, "accuracy", 1) } })).ShouldBe(202);

        var again = (await api.Post("/metrics", new { batchId = (string)first["batchId"]!, points = new[] { Point(prompt, "accuracy", 1) } })).ShouldBe(202);
        await api.Post("/metrics", new { points = new[] { Point(prompt, "accuracy", 1) } });

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(2, (int?)(await MetricsAsync(prompt))["totalRequests"]);
    }

    [Fact]
    public async Task The_same_request_with_the_same_idempotency_key_is_the_same_batch()
    {
        var prompt = await MeasuredAsync();
        var body = new { points = new[] { Point(prompt, "accuracy", 1) } };

        var first = (await api.Post("/metrics", body, ("Idempotency-Key", prompt.Name))).ShouldBe(202);
        var again = (await api.Post("/metrics", body, ("Idempotency-Key", prompt.Name))).ShouldBe(202);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(1, (int?)(await MetricsAsync(prompt))["totalRequests"]);
        (await api.Post("/metrics", new { points = Array.Empty<object>() }, ("Idempotency-Key", prompt.Name))).ShouldBeProblem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task What_is_wrong_with_a_point_is_told_of_that_point_and_the_others_count()
    {
        var prompt = await MeasuredAsync(new { metrics = new { converted = new { kind = "proportion" } } });
        var now = DateTimeOffset.UtcNow;
        var good = $$"""{ "prompt": "{{prompt.Name}}", "version": "0.0.1", "metric": "accuracy", "value": 1 }""";
        (string Point, string Code)[] bad =
        [
            (good.Replace("0.0.1", "1.0.0", StringComparison.Ordinal), "unknown-version"),
            (good.Replace(prompt.Name, prompt.Name + "x", StringComparison.Ordinal), "unknown-prompt"),
            (good.Replace(": 1 }", ": 1e999 }", StringComparison.Ordinal), "value-out-of-range"),
            (good.Replace("accuracy", "converted", StringComparison.Ordinal).Replace(": 1 }", ": 0.5 }", StringComparison.Ordinal), "value-out-of-range"),
            (good.Replace(": 1 }", $": 1, \"at\": \"{now.AddDays(-7).AddMinutes(-5):yyyy-MM-ddTHH:mm:ssZ}\" }}", StringComparison.Ordinal), "time-out-of-range"),
            (good.Replace(": 1 }", $": 1, \"at\": \"{now.AddMinutes(7):yyyy-MM-ddTHH:mm:ssZ}\" }}", StringComparison.Ordinal), "time-out-of-range"),
            (good.Replace(": 1 }", ": 1, \"assignment\": \"rollout:01ARZ3NDEKTSV4RRFFQ69G5FAV:candidate\" }", StringComparison.Ordinal), "unknown-assignment"),
            (good.Replace(": 1 }", ": 1, \"assignment\": \"nonsense\" }", StringComparison.Ordinal), "unknown-assignment"),
            (good.Replace(": 1 }", ": \"1\" }", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(": 1 }", ": null }", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(", \"value\": 1", "", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(": 1 }", ": 1, \"more\": { \"a\": [1] } }", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(": 1 }", ": 1, \"value\": 1 }", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(": 1 }", ": 1, \"at\": \"2026-01-31T12:00:00\" }", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(": 1 }", ": 1, \"at\": 5 }", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(": 1 }", $": 1, \"subject\": \"{new string('s', 1025)}\" }}", StringComparison.Ordinal), "invalid-point"),
            (good.Replace("accuracy", "a\\u0001b", StringComparison.Ordinal), "invalid-point"),
            (good.Replace("accuracy", "", StringComparison.Ordinal), "invalid-point"),
            (good.Replace("accuracy", "\\ud800", StringComparison.Ordinal), "invalid-point"),
            (good.Replace("0.0.1", "latest", StringComparison.Ordinal), "invalid-point"),
            (good.Replace(prompt.Name, "No Name", StringComparison.Ordinal), "invalid-point"),
            ("[]", "invalid-point"),
            ("null", "invalid-point"),
        ];

        var body = $$"""{ "points": [{{good}}, {{string.Join(", ", bad.Select(one => one.Point))}}, {{good}}] }""";
        var recorded = (await api.Post("/metrics", body)).ShouldBe(202);

        Assert.Equal(2, (int?)recorded["accepted"]);
        var rejected = recorded["rejected"]!.AsArray();
        Assert.Equal(bad.Select((one, i) => (i + 1, one.Code)), rejected.Select(one => ((int)one!["index"]!, (string)one["code"]!)));
        Assert.All(rejected, one => Assert.NotEmpty((string)one!["message"]!));
        Assert.Equal(2, (int?)(await MetricsAsync(prompt))["totalRequests"]);
    }

    [Fact]
    public async Task A_batch_of_nothing_but_bad_points_is_answered_too()
    {
        var recorded = (await api.Post("/metrics", new { points = new[] { new { prompt = "no-such-prompt", version = "1.0.0", metric = "accuracy", value = 1 } } })).ShouldBe(202);

        Assert.Equal((0, "unknown-prompt"), ((int?)recorded["accepted"], (string?)recorded["rejected"]![0]!["code"]));
    }

    [Fact]
    public async Task One_point_a_line_is_taken_too_with_blank_lines_skipped_and_broken_ones_rejected_by_their_index()
    {
        var prompt = await MeasuredAsync();
        var good = $$"""{"prompt":"{{prompt.Name}}","version":"0.0.1","metric":"accuracy","value":1}""";
        var lines = $"{good}\r\n\n   \n{{\"prompt\":\n{good} x\n{good}{good}\n5\n{good}";

        var recorded = (await SendLinesAsync(lines, $"?batchId={prompt.Name}")).ShouldBe(202);

        Assert.Equal((prompt.Name, 2), ((string?)recorded["batchId"], (int?)recorded["accepted"]));
        Assert.Equal([(1, "malformed-line"), (2, "malformed-line"), (3, "malformed-line"), (4, "invalid-point")],
            recorded["rejected"]!.AsArray().Select(one => ((int)one!["index"]!, (string)one["code"]!)));
        Assert.Equal(recorded.Text, (await SendLinesAsync(lines, $"?batchId={prompt.Name}")).ShouldBe(202).Text);
        Assert.Equal(2, (int?)(await MetricsAsync(prompt))["totalRequests"]);
    }

    [Fact]
    public async Task What_is_no_batch_is_refused_as_a_whole()
    {
        (await api.Post("/metrics", new { })).ShouldBeInvalid("points");
        (await api.Post("/metrics")).ShouldBeProblem(400, "invalid-request");
        (await api.Post("/metrics", new { points = "x" })).ShouldBeInvalid("points");
        (await api.Post("/metrics", """{ "points": [] , "more": 1 }""")).ShouldBeInvalid("more");
        (await api.Post("/metrics", """{ "points": [], "points": [] }""")).ShouldBeInvalid("points");
        (await api.Post("/metrics", """{ "points": [ { } """)).ShouldBeInvalid("");
        (await api.Post("/metrics", """{ "points": [] } x""")).ShouldBeInvalid("");
        (await api.Post("/metrics", "[]")).ShouldBeInvalid("");
        (await api.Post("/metrics", new byte[] { (byte)'{', 0xff, (byte)'}' })).ShouldBeInvalid("");
        (await api.Post("/metrics", new { points = Array.Empty<object>(), batchId = "" })).ShouldBeInvalid("batchId");
        (await api.Post("/metrics", new { points = Array.Empty<object>(), batchId = new string('b', 257) })).ShouldBeInvalid("batchId");
        (await api.Post("/metrics?batchId=x", new { points = Array.Empty<object>() })).ShouldBeInvalid("batchId");
        (await api.Post("/metrics?more=x", new { points = Array.Empty<object>() })).ShouldBeInvalid("more");
        (await api.Send(HttpMethod.Post, "/metrics", ApiClient.Body("x", "text/plain"))).ShouldBeProblem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task Ten_thousand_points_are_taken_and_one_more_is_too_many()
    {
        var prompt = await MeasuredAsync();
        var points = Enumerable.Range(0, 10_000).Select(i => Point(prompt, "tokens", i)).ToList();

        Assert.Equal(10_000, (int?)(await api.Post("/metrics", new { points })).ShouldBe(202)["accepted"]);
        Assert.Contains("10,000", (string?)(await api.Post("/metrics", new { points = points.Append(points[0]) })).ShouldBeProblem(413, "too-large")["detail"], StringComparison.Ordinal);

        var tokens = (await MetricsAsync(prompt))["metrics"]!["tokens"]!;
        Assert.Equal((10_000, 0.0, 9999.0, 4999.5), ((int?)tokens["count"], (double?)tokens["min"], (double?)tokens["max"], (double?)tokens["mean"]));
        Assert.InRange((double)tokens["p95"]!, 9499.05 * 0.99, 9499.05 * 1.01);
        Assert.InRange((double)tokens["median"]!, 4999.5 * 0.99, 4999.5 * 1.01);
    }

    [Fact]
    public async Task More_metrics_than_one_transaction_holds_are_folded_too()
    {
        var prompt = await MeasuredAsync();
        (await api.Post("/metrics", new { points = Enumerable.Range(0, 100).Select(i => Point(prompt, $"metric / {i}", i)) })).ShouldBe(202);
        var before = (await MetricsAsync(prompt)).Text;

        await fixture.FoldAsync();

        Assert.Equal(before, (await MetricsAsync(prompt)).Text);
        Assert.Equal(100, (int?)JsonNode.Parse(before)!["totalRequests"]);
    }

    [Fact]
    public async Task Figures_are_the_same_before_points_are_folded_and_after()
    {
        var prompt = await MeasuredAsync();
        for (var i = 0; i < 3; i++) await RecordAsync(Point(prompt, "latency", i), Point(prompt, "cost", -i), Point(prompt, "latency", i, at: DateTimeOffset.UtcNow.AddDays(-i)));
        var before = (await MetricsAsync(prompt)).Text;

        await fixture.FoldAsync();
        Assert.Equal(before, (await MetricsAsync(prompt)).Text);
        await RecordAsync(Point(prompt, "latency", 10));
        await fixture.FoldAsync();

        Assert.Equal((7, 10.0), ((int?)(await MetricsAsync(prompt))["metrics"]!["latency"]!["count"], (double?)(await MetricsAsync(prompt))["metrics"]!["latency"]!["max"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_window_counts_whole_hours(bool folded)
    {
        var prompt = await MeasuredAsync();
        var day = DateTimeOffset.UtcNow.Date.AddDays(-3);
        foreach (var hours in new[] { -1, 0, 1, 23, 24, 25, 47, 48 })
            await RecordAsync(Point(prompt, "latency", hours, at: new DateTimeOffset(day, TimeSpan.Zero).AddHours(hours).AddMinutes(30)));
        if (folded) await fixture.FoldAsync();

        Assert.Equal([0, 1, 23, 24, 25, 47], await CountAsync(prompt, day, day.AddDays(2)));
        Assert.Equal([-1, 0, 1, 23, 24, 25, 47], await CountAsync(prompt, day.AddMinutes(-1), day.AddDays(2)));
        Assert.Equal([0, 1, 23, 24, 25, 47, 48], await CountAsync(prompt, day.AddMinutes(59), day.AddDays(2).AddMinutes(1)));
        Assert.Equal([1, 23], await CountAsync(prompt, day.AddHours(1), day.AddDays(1)));
        Assert.Equal([1, 23, 24], await CountAsync(prompt, day.AddHours(1), day.AddDays(1).AddHours(1)));
        Assert.Equal([24, 25, 47, 48], await CountAsync(prompt, day.AddDays(1), null));
        Assert.Equal([-1, 0, 1], await CountAsync(prompt, null, day.AddHours(2)));
        Assert.Empty(await CountAsync(prompt, day.AddHours(2), day.AddHours(20)));

        (await prompt.Get($"/versions/0.0.1/metrics?from={day:yyyy-MM-dd}T02:00:00Z&to={day:yyyy-MM-dd}T02:00:00Z")).ShouldBeInvalid("to");
        (await prompt.Get("/versions/0.0.1/metrics?from=yesterday")).ShouldBeInvalid("from");
    }

    [Fact]
    public async Task A_version_is_found_by_any_of_its_names_and_is_the_same_in_any_case()
    {
        var prompt = await MeasuredAsync();
        await prompt.Create("second", new { version = "1.0.0-RC.1" });
        await prompt.Label("beta", "1.0.0-rc.1");
        await RecordAsync(Point(prompt, "latency", 1, version: "1.0.0-rc.1"), Point(prompt, "latency", 3, version: "1.0.0-RC.1"));

        Assert.Equal(2, (int?)(await prompt.Get("/versions/beta/metrics")).ShouldBe(200)["totalRequests"]);
        Assert.Equal(2, (int?)(await prompt.Get("/versions/latest/metrics")).ShouldBe(200)["totalRequests"]);
        (await prompt.Get("/versions/9.9.9/metrics")).ShouldBeProblem(404, "unknown-version");
        (await prompt.Get("/versions/nope/metrics")).ShouldBeProblem(404, "unknown-label");
        (await api.Get("/prompts/no-such-prompt/versions/1.0.0/metrics")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task Points_of_a_rollout_carry_its_assignment_and_the_version_that_goes_with_it()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "custom", [new { percentage = 50, hold = "manual" }, new { percentage = 100 }]);
        await deployment.Until(50);

        var recorded = (await api.Post("/metrics", new
        {
            points = new[]
            {
                Point(prompt, "latency", 1, version: "0.0.2", assignment: $"rollout:{deployment.Id}:candidate"),
                Point(prompt, "latency", 1, version: "0.0.1", assignment: $"rollout:{deployment.Id}:candidate"),
                Point(prompt, "latency", 1, version: "0.0.1", assignment: $"rollout:{deployment.Id}:baseline"),
                Point(prompt, "latency", 1, version: "0.0.1", assignment: $"rollout:{deployment.Id}:third"),
                Point(prompt, "latency", 1, version: "0.0.1", assignment: $"experiment:{deployment.Id}:control"),
            },
        })).ShouldBe(202);

        Assert.Equal([(1, "foreign-arm"), (3, "unknown-assignment"), (4, "unknown-assignment")], recorded["rejected"]!.AsArray().Select(one => ((int)one!["index"]!, (string)one["code"]!)));
        Assert.Equal(1, (int?)(await prompt.Get("/versions/0.0.2/metrics"))["totalRequests"]);
    }

    private static object Point(ApiPrompt prompt, string metric, double value, string version = "0.0.1", DateTimeOffset? at = null, string? assignment = null) =>
        new { prompt = prompt.Name, version, metric, value, at = at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), assignment };

    private async Task RecordAsync(params object[] points) =>
        Assert.Equal(points.Length, (int?)(await api.Post("/metrics", new { points })).ShouldBe(202)["accepted"]);

    private Task<ApiResponse> SendLinesAsync(string lines, string query) =>
        api.Send(HttpMethod.Post, $"/metrics{query}", ApiClient.Body(Encoding.UTF8.GetBytes(lines), "application/x-ndjson"));

    private async Task<ApiPrompt> MeasuredAsync(object? members = null)
    {
        var prompt = await api.NewPrompt(members);
        await prompt.Create("one");
        return prompt;
    }

    private static async Task<ApiResponse> MetricsAsync(ApiPrompt prompt) => (await prompt.Get("/versions/0.0.1/metrics")).ShouldBe(200);

    /// <summary>The values in a window, each of which was recorded once.</summary>
    private static async Task<IReadOnlyList<int>> CountAsync(ApiPrompt prompt, DateTime? from, DateTime? to)
    {
        var window = string.Join('&', new[] { ("from", from), ("to", to) }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1}={one.Item2:yyyy-MM-dd'T'HH:mm:ss}Z"));
        var metrics = (await prompt.Get($"/versions/0.0.1/metrics?{window}")).ShouldBe(200)["metrics"]!["latency"];
        if (metrics is null) return [];
        int[] all = [-1, 0, 1, 23, 24, 25, 47, 48];
        // Count, sum, smallest and largest tell which of the values they are.
        var count = (int)metrics["count"]!;
        var found = Enumerable.Range(0, all.Length).SelectMany(first => Enumerable.Range(first + 1, all.Length - first).Select(end => all[first..end]))
            .Single(values => values.Length == count && values[0] == (double)metrics["min"]! && values[^1] == (double)metrics["max"]!);
        Assert.Equal(found.Average(), (double)metrics["mean"]!, 9);
        return found;
    }
}
