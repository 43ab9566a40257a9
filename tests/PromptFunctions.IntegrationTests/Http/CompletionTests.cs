using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Tests of what a model answers.</summary>
public sealed class CompletionTests(ModelFixture fixture) : IClassFixture<ModelFixture>
{
    private const string Secret = "value-that-stays-in-the-request";

    private readonly ApiClient api = fixture.Api;
    private readonly FakeModel model = fixture.Model;
    private readonly string mark = ApiClient.UniqueName("mark");

    [Fact]
    public async Task A_text_is_sent_as_a_users_message()
    {
        model.On(mark, "SELECT 1");
        var prompt = await TestedAsync(api, new { kind = "regex", value = "^SELECT" }, new { kind = "not-contains", value = "Write" });

        var run = (await prompt.RunTests()).ShouldBe(200);

        Assert.Equal((1, 0), ((int?)run["passed"], (int?)run["failed"]));
        var call = Assert.Single(model.Calls(mark));
        Assert.Equal(("POST", "/v1/chat/completions", $"Bearer {ModelFixture.Key}"), (call.Method, call.Path, call.Authorization));
        Assert.StartsWith("application/json", call.ContentType, StringComparison.Ordinal);
        Assert.NotNull(call.Length);
        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal(["model", "messages"], body.AsObject().Select(member => member.Key));
        Assert.Equal("small-1", (string?)body["model"]);
        var message = Assert.Single(body["messages"]!.AsArray())!;
        Assert.Equal(("user", $"Write {mark}: {Secret}"), ((string?)message["role"], (string?)message["content"]));
    }

    [Fact]
    public async Task A_chat_is_sent_with_its_roles()
    {
        model.On(mark, "{\"a\":1}");
        var prompt = await api.NewPrompt(new { type = "note" });
        (await api.Post(prompt.Versions, new { messages = new[] { new { role = "system", content = $"Be {mark}." }, new { role = "user", content = "{{question}}" } } })).ShouldBe(201);
        (await prompt.PutTest("model", new { target = "completion", variables = new { question = "왜 \"그래\"?" }, assert = new[] { new { kind = "json" } } })).ShouldBe(201);

        Assert.Equal(1, (int?)(await prompt.RunTests()).ShouldBe(200)["passed"]);

        var messages = JsonNode.Parse(Assert.Single(model.Calls(mark)).Body)!["messages"]!.AsArray();
        Assert.Equal([("system", $"Be {mark}."), ("user", "왜 \"그래\"?")], messages.Select(message => ((string)message!["role"]!, (string)message["content"]!)));
    }

    [Fact]
    public async Task What_is_asserted_must_hold_of_the_answer()
    {
        model.On(mark, "Sorry.");

        Assert.Equal(["It does not contain 'SELECT'.", "It is not JSON."], await FailuresAsync(api, new { kind = "contains", value = "SELECT" }, new { kind = "max-chars", value = 6 }, new { kind = "json" }));
    }

    [Fact]
    public async Task A_missing_variable_asks_no_model()
    {
        model.On(mark, "x");
        var prompt = await api.NewPrompt(new { type = "note" });
        await prompt.Create($"{mark} {{{{a}}}}");
        (await prompt.PutTest("model", new { target = "completion" })).ShouldBe(201);

        Assert.Equal(1, (int?)(await prompt.RunTests()).ShouldBe(200)["failed"]);

        Assert.Empty(model.Calls(mark));
    }

    [Fact]
    public async Task An_endpoint_that_is_busy_is_asked_again_when_it_says()
    {
        model.On(mark, (_, http) =>
        {
            if (model.Calls(mark).Count > 1) return FakeModel.SayAsync(http, "now");
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });

        Assert.Empty(await FailuresAsync(api, new { kind = "contains", value = "now" }));

        var calls = model.Calls(mark);
        Assert.Equal(2, calls.Count);
        Assert.InRange(calls[1].At - calls[0].At, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_endpoint_that_keeps_failing_fails_the_test(int status)
    {
        model.On(mark, (_, http) => RefuseAsync(http, status));

        var failure = Assert.Single(await FailuresAsync(api));

        Assert.Contains($"{status}", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-repeat", failure, StringComparison.Ordinal);
        Assert.Equal(3, model.Calls(mark).Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task What_will_not_pass_is_not_asked_again(int status)
    {
        model.On(mark, (_, http) => RefuseAsync(http, status));

        var failure = Assert.Single(await FailuresAsync(api));

        Assert.Contains($"{status}", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-repeat", failure, StringComparison.Ordinal);
        Assert.Single(model.Calls(mark));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":[null]}")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":null}}]}")]
    [InlineData("{\"choices\":\"do-not-repeat\"}")]
    public async Task What_is_no_answer_fails_the_test(string body)
    {
        model.On(mark, (_, http) => FakeModel.WriteAsync(http, body));

        var failure = Assert.Single(await FailuresAsync(fixture.Hasty));

        Assert.StartsWith("The model", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-repeat", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_in_no_known_character_set_fails_the_test()
    {
        model.On(mark, (_, http) =>
        {
            http.Response.ContentType = "application/json; charset=nowhere";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, "{}");
        });

        Assert.Equal(["The model's endpoint did not answer as the chat completions API does."], await FailuresAsync(fixture.Hasty));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_fails_the_test_and_is_not_asked_for_again()
    {
        model.On(mark, (_, http) => FakeModel.SayAsync(http, new string('x', 9_000_000)));

        Assert.Contains("8,388,608", Assert.Single(await FailuresAsync(api)), StringComparison.Ordinal);

        Assert.Single(model.Calls(mark));
    }

    [Fact]
    public async Task An_endpoint_that_hangs_fails_the_test_in_time()
    {
        model.On(mark, (_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted));

        Assert.Equal(["The model did not answer within 1 s."], await FailuresAsync(fixture.Hasty));

        Assert.Single(model.Calls(mark));
    }

    [Fact]
    public async Task An_answer_that_never_ends_fails_the_test_in_time()
    {
        model.On(mark, async (_, http) =>
        {
            await FakeModel.WriteAsync(http, "{\"choices\":[");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        Assert.Equal(["The model did not answer within 1 s."], await FailuresAsync(fixture.Hasty));
    }

    [Fact]
    public async Task Only_so_many_calls_are_made_at_once()
    {
        var (now, most) = (0, 0);
        var counting = new Lock();
        model.On(mark, async (_, http) =>
        {
            lock (counting) most = Math.Max(most, ++now);
            await Task.Delay(60);
            lock (counting) now--;
            await FakeModel.SayAsync(http, "x");
        });
        var prompt = await api.NewPrompt(new { type = "note" });
        await prompt.Create($"{mark} {{{{i}}}}");
        var tests = Enumerable.Range(0, 10).Select(i => new { test = $"t{i}", target = "completion", variables = new { i } });
        (await api.Post("/import", new { prompt = new { name = prompt.Name }, tests })).ShouldBe(200);

        Assert.Equal(10, (int?)(await prompt.RunTests()).ShouldBe(200)["passed"]);

        Assert.Equal(10, model.Calls(mark).Count);
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task What_completions_cost_is_counted_among_the_versions_metrics()
    {
        model.On(mark, (_, http) => FakeModel.SayAsync(http, "x", input: 1000, output: 200));
        var prompt = await TestedAsync(api);
        (await prompt.PutTest("another", new { target = "completion", variables = new { question = "b" } })).ShouldBe(201);
        (await prompt.PutTest("rendered", new { variables = new { question = "c" } })).ShouldBe(201);

        Assert.Equal(3, (int?)(await prompt.RunTests("0.0.1")).ShouldBe(200)["passed"]);

        var metrics = (await api.Get($"{prompt.Version("0.0.1")}/metrics")).ShouldBe(200)["metrics"]!;
        Assert.Equal(["test_cost", "test_input_tokens", "test_output_tokens"], metrics.AsObject().Select(metric => metric.Key).Order(StringComparer.Ordinal));
        foreach (var (metric, value) in new[] { ("test_cost", 0.0045), ("test_input_tokens", 1000), ("test_output_tokens", 200) })
        {
            Assert.Equal(2, (int?)metrics[metric]!["count"]);
            Assert.Equal(value, (double)metrics[metric]!["mean"]!, 1e-9);
        }
    }

    [Fact]
    public async Task Without_a_price_or_a_count_of_tokens_only_what_is_known_is_counted()
    {
        model.On(mark, "x");
        var priceless = await TestedAsync(fixture.Hasty);
        Assert.Equal(1, (int?)(await priceless.RunTests()).ShouldBe(200)["passed"]);
        Assert.Equal(["test_input_tokens", "test_output_tokens"], (await api.Get($"{priceless.Version("0.0.1")}/metrics")).ShouldBe(200)["metrics"]!.AsObject().Select(metric => metric.Key).Order(StringComparer.Ordinal));

        model.On(mark, (_, http) => FakeModel.WriteAsync(http, """{"choices":[{"message":{"content":"x"}}]}"""));
        var unknown = await TestedAsync(api);
        Assert.Equal(1, (int?)(await unknown.RunTests()).ShouldBe(200)["passed"]);
        Assert.Equal("{}", (await api.Get($"{unknown.Version("0.0.1")}/metrics")).ShouldBe(200)["metrics"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_a_model_the_test_fails_and_says_why()
    {
        var failure = Assert.Single(await FailuresAsync(fixture.WithoutModel));

        Assert.StartsWith("No model is configured", failure, StringComparison.Ordinal);
        Assert.Contains("Models:Endpoint", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_asks_the_model_too()
    {
        model.On(mark, "bad");
        var prompt = await TestedAsync(api, new { kind = "contains", value = "good" });
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);

        (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(422, "tests-failed");
        model.On(mark, "good");
        (await prompt.Promote("0.0.1", "production", new { })).ShouldBe(200);

        Assert.Equal(2, model.Calls(mark).Count);
    }

    [Fact]
    public async Task A_gate_is_checked_anew_where_the_tests_change_meanwhile()
    {
        var prompt = await TestedAsync(api);
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);
        model.On(mark, async (_, http) =>
        {
            if (model.Calls(mark).Count == 1) (await prompt.PutTest("another", new { variables = new { question = "b" }, assert = new[] { new { kind = "json" } } })).ShouldBe(201);
            await FakeModel.SayAsync(http, "fine");
        });

        var problem = (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(422, "tests-failed");

        Assert.Equal([("another", false), ("model", true)], problem["results"]!.AsArray().Select(result => ((string)result!["test"]!, (bool)result["passed"]!)));
        Assert.Equal(2, model.Calls(mark).Count);
    }

    [Fact]
    public async Task A_gate_is_checked_anew_where_the_content_changes_meanwhile()
    {
        var prompt = await TestedAsync(api);
        (await api.Put(prompt.Path, new { settings = new { gate = "test" } })).ShouldBe(200);
        model.On(mark, async (_, http) =>
        {
            (await api.Patch(prompt.Version("0.0.1"), new { content = "{{#if a}}" })).ShouldBe(200);
            await FakeModel.SayAsync(http, "fine");
        });

        (await prompt.Promote("0.0.1", "testing", new { })).ShouldBeProblem(422, "validation-failed");

        Assert.Equal("draft", (string?)(await api.Get(prompt.Version("0.0.1")))["status"]);
    }

    [Fact]
    public async Task A_prompt_that_changes_all_the_time_is_asked_for_later()
    {
        var prompt = await TestedAsync(api);
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);
        model.On(mark, async (_, http) =>
        {
            (await prompt.PutTest("another", new { variables = new { question = "b", i = model.Calls(mark).Count } })).ShouldBe(model.Calls(mark).Count == 1 ? 201 : 200);
            await FakeModel.SayAsync(http, "fine");
        });

        var problem = (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(429, "throttled");

        Assert.NotNull(problem.Header("Retry-After"));
        Assert.Equal(3, model.Calls(mark).Count);
        Assert.Equal("testing", (string?)(await api.Get(prompt.Version("0.0.1")))["status"]);
    }

    [Fact]
    public async Task Neither_the_key_nor_a_value_is_logged_whatever_happens()
    {
        model.On(mark, "fine");
        var prompt = await TestedAsync(api);
        await prompt.RunTests();
        (await prompt.Render(new { version = "0.0.1", variables = new { question = Secret } })).ShouldBe(200);
        (await prompt.Render(new { version = "0.0.1", variables = new { other = Secret } })).ShouldBeProblem(422, "missing-variables");
        foreach (var (client, status) in new[] { (api, 500), (api, 400), (fixture.Hasty, 503) })
        {
            model.On(mark, (_, http) => RefuseAsync(http, status));
            Assert.Single(await FailuresAsync(client));
        }
        model.On(mark, (_, http) => FakeModel.WriteAsync(http, $"{Secret} is no JSON"));
        Assert.Single(await FailuresAsync(fixture.Hasty));

        var logs = fixture.Logs.Lines;
        Assert.NotEmpty(logs);
        Assert.DoesNotContain(logs, line => line.Contains(ModelFixture.Key, StringComparison.Ordinal));
        Assert.DoesNotContain(logs, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    /// <summary>A prompt with one test that asks the model.</summary>
    private async Task<ApiPrompt> TestedAsync(ApiClient client, params object[] assertions)
    {
        var prompt = await client.NewPrompt(new { type = "note" });
        await prompt.Create($"Write {mark}: {{{{question}}}}");
        (await prompt.PutTest("model", new { target = "completion", variables = new { question = Secret }, assert = assertions })).ShouldBe(201);
        return prompt;
    }

    /// <summary>What a run of one test that asks the model has against it.</summary>
    private async Task<IReadOnlyList<string>> FailuresAsync(ApiClient client, params object[] assertions)
    {
        var run = (await (await TestedAsync(client, assertions)).RunTests()).ShouldBe(200);
        return [.. Assert.Single(run["results"]!.AsArray())!["failures"]!.AsArray().Select(failure => (string)failure!)];
    }

    private static Task RefuseAsync(Microsoft.AspNetCore.Http.HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Location = "/v1/elsewhere";
        return FakeModel.WriteAsync(http, "{\"error\":{\"message\":\"do-not-repeat\"}}");
    }
}
