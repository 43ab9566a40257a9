using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>The tests that prompts have.</summary>
public sealed class PromptTestsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object Note = new { type = "note" };

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_test_is_set_changed_and_shown()
    {
        var prompt = await api.NewPrompt(Note);

        var created = (await prompt.PutTest("basic", new { variables = new { question = "왜?", Rows = new[] { 1, 2 } }, assert = new[] { new { kind = "contains", value = "왜" } } })).ShouldBe(201);
        Assert.Equal(["test", "variables", "assert", "target", "createdAt", "updatedAt"], created.Json.AsObject().Select(member => member.Key));
        Assert.Equal(("basic", "rendered"), ((string?)created["test"], (string?)created["target"]));
        Assert.Equal("""{"question":"왜?","Rows":[1,2]}""", created["variables"]!.ToJsonString(ApiClient.Json));
        Assert.Equal("""[{"kind":"contains","value":"왜"}]""", created["assert"]!.ToJsonString(ApiClient.Json));
        Assert.NotNull(created.ETag);

        var changed = (await prompt.PutTest("basic", new { target = "completion", assert = new object[] { new { kind = "json" }, new { kind = "max-chars", value = 10 } } })).ShouldBe(200);
        Assert.NotEqual(created.ETag, changed.ETag);
        Assert.Equal(("completion", "{}", (string?)created["createdAt"]), ((string?)changed["target"], changed["variables"]!.ToJsonString(), (string?)changed["createdAt"]));

        var shown = (await prompt.Get("/tests/basic")).ShouldBe(200);
        Assert.Equal((changed.Text, changed.ETag), (shown.Text, shown.ETag));
        (await prompt.Get("/tests/basic", ("If-None-Match", shown.ETag!))).ShouldBe(304);
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        var prompt = await api.NewPrompt(Note);
        var body = new { variables = new { a = 1.0 }, assert = new[] { new { kind = "regex", value = "^1" } } };
        var created = (await prompt.PutTest("one", body)).ShouldBe(201);
        var (tag, audit) = (await prompt.ETag(), (await prompt.Audit()).Count);

        var again = (await prompt.PutTest("one", body)).ShouldBe(200);

        Assert.Equal((created.Text, created.ETag), (again.Text, again.ETag));
        Assert.Equal((tag, audit), (await prompt.ETag(), (await prompt.Audit()).Count));
    }

    [Fact]
    public async Task Every_change_is_audited_without_the_values()
    {
        var prompt = await api.NewPrompt(Note);
        (await prompt.PutTest("one", new { variables = new { question = "not-to-be-repeated" }, author = "kim" })).ShouldBe(201);
        (await prompt.PutTest("one", new { variables = new { question = "not-to-be-repeated" }, target = "completion" }, ("X-Author", "lee"))).ShouldBe(200);
        (await api.Delete($"{prompt.Path}/tests/one", ("X-Author", "park"))).ShouldBe(204);

        var audit = await prompt.Audit();

        Assert.Equal(
            [("test.removed", "one", "park"), ("test.set", "one", "lee"), ("test.set", "one", "kim")],
            audit.Take(3).Select(entry => ((string)entry["action"]!, (string)entry["target"]!, (string)entry["by"]!)));
        Assert.Null(audit[0]["after"]);
        Assert.Equal("rendered", (string?)audit[1]["before"]!["target"]);
        Assert.Equal("completion", (string?)audit[1]["after"]!["target"]);
        Assert.Null(audit[2]["before"]);
        Assert.All(audit, entry => Assert.DoesNotContain("not-to-be-repeated", entry.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tests_are_listed_by_name_page_by_page()
    {
        var prompt = await api.NewPrompt(Note);
        Assert.Empty((await prompt.Get("/tests")).ShouldBe(200).Items);
        await Import(prompt, Enumerable.Range(0, 7).Select(i => new { test = $"t{6 - i}" }));

        Assert.Equal(["t0", "t1", "t2", "t3", "t4", "t5", "t6"], (await api.All($"{prompt.Path}/tests", 3)).Select(test => (string?)test["test"]));
        var list = (await prompt.Get("/tests?limit=2")).ShouldBe(200);
        Assert.Equal((await prompt.Get("/tests/t0")).Text, list.Items[0].ToJsonString(ApiClient.Json));
        (await prompt.Get("/tests", ("If-None-Match", (await prompt.Get("/tests")).ETag!))).ShouldBe(304);
        (await prompt.Get("/tests?limit=0")).ShouldBeInvalid("limit");
        (await prompt.Get("/tests?target=rendered")).ShouldBeInvalid("target");
        (await prompt.Get("/tests?continuationToken=x")).ShouldBeInvalid("continuationToken");
        (await prompt.Get("/tests/t0?x=1")).ShouldBeInvalid("x");
    }

    [Fact]
    public async Task A_test_is_removed_once()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.PutTest("one", new { });

        Assert.Empty((await api.Delete($"{prompt.Path}/tests/one")).ShouldBe(204).Bytes);

        (await prompt.Get("/tests/one")).ShouldBeProblem(404, "unknown-test");
        (await api.Delete($"{prompt.Path}/tests/one")).ShouldBeProblem(404, "unknown-test");
        Assert.Empty((await prompt.Get("/tests")).Items);
        Assert.Equal(["test.removed", "test.set"], (await prompt.Actions()).Take(2));
    }

    [Fact]
    public async Task Changes_can_be_made_conditional()
    {
        var prompt = await api.NewPrompt(Note);
        (await prompt.PutTest("one", new { }, ("If-Match", "*"))).ShouldBeProblem(412, "etag-mismatch");
        var first = (await prompt.PutTest("one", new { }, ("If-None-Match", "*"))).ShouldBe(201);
        var tag = (await prompt.PutTest("one", new { target = "completion" }, ("If-Match", first.ETag!))).ShouldBe(200).ETag!;

        (await prompt.PutTest("one", new { }, ("If-None-Match", "*"))).ShouldBeProblem(412, "etag-mismatch");
        (await prompt.PutTest("one", new { }, ("If-Match", first.ETag!))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Delete($"{prompt.Path}/tests/one", ("If-Match", first.ETag!))).ShouldBeProblem(412, "etag-mismatch");
        Assert.Equal(tag, (await prompt.Get("/tests/one")).ETag);
        (await api.Delete($"{prompt.Path}/tests/one", ("If-Match", tag))).ShouldBe(204);
    }

    [Fact]
    public async Task Names_and_prompts_are_checked()
    {
        var prompt = await api.NewPrompt(Note);

        (await prompt.PutTest("NOT", new { })).ShouldBeInvalid("test");
        (await api.Send(HttpMethod.Put, $"{prompt.Path}/tests/two", ApiClient.Body("{}", "text/plain"))).ShouldBeProblem(415, "unsupported-media-type");
        (await prompt.Get("/tests/nowhere")).ShouldBeProblem(404, "unknown-test");
        var unknown = new ApiPrompt(api, ApiClient.UniqueName());
        (await unknown.PutTest("one", new { })).ShouldBeProblem(404, "unknown-prompt");
        (await unknown.Get("/tests")).ShouldBeProblem(404, "unknown-prompt");
        (await unknown.Get("/tests/one")).ShouldBeProblem(404, "unknown-prompt");
        (await unknown.RunTests()).ShouldBeProblem(404, "unknown-prompt");
    }

    [Theory]
    [InlineData("""{"assert":[{"kind":"contains"}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"contains","value":""}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"not-contains","value":5}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"json"},{"kind":"regex","value":"("}]}""", "assert[1].value")]
    [InlineData("""{"assert":[{"kind":"regex"}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"max-chars","value":"5"}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"max-chars","value":-1}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"max-chars","value":1.5}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"max-chars"}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{"kind":"json","value":1}]}""", "assert[0].value")]
    [InlineData("""{"assert":[{}]}""", "assert[0].kind")]
    [InlineData("""{"assert":[{"kind":"equals","value":"x"}]}""", "assert[0].kind")]
    [InlineData("""{"assert":[{"kind":"Contains","value":"x"}]}""", "assert[0].kind")]
    [InlineData("""{"assert":[{"kind":"json"},null]}""", "assert[1]")]
    [InlineData("""{"assert":[{"kind":"contains","value":"x","Value":"y"}]}""", "assert[0].Value")]
    [InlineData("""{"assert":{}}""", "assert")]
    [InlineData("""{"variables":[]}""", "variables")]
    [InlineData("""{"variables":{"a":1,"a":1}}""", "variables.a")]
    [InlineData("""{"target":"model"}""", "target")]
    [InlineData("""{"test":"one"}""", "test")]
    [InlineData("""{"Assert":[]}""", "Assert")]
    public async Task What_cannot_be_asserted_is_refused_by_its_path(string body, string member)
    {
        var prompt = await api.NewPrompt(Note);

        (await prompt.PutTest("one", body)).ShouldBeInvalid(member);

        Assert.Empty((await prompt.Get("/tests")).Items);
    }

    [Fact]
    public async Task A_test_has_fifty_assertions_at_most_and_fields_of_32_kibibytes()
    {
        var prompt = await api.NewPrompt(Note);
        static object Assertions(int count) => new { assert = Enumerable.Range(0, count).Select(_ => new { kind = "json" }) };

        (await prompt.PutTest("one", Assertions(50))).ShouldBe(201);
        (await prompt.PutTest("two", Assertions(51))).ShouldBeInvalid("assert");
        (await prompt.PutTest("three", new { variables = new { a = new string('x', 33_000) } })).ShouldBeProblem(413, "too-large");
        (await prompt.PutTest("four", new { variables = new { a = new string('x', 32_000) } })).ShouldBe(201);
    }

    [Fact]
    public async Task A_prompt_has_two_hundred_tests_at_most_and_all_of_them_run()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("Number {{i}}.");
        var tests = Enumerable.Range(0, 200).Select(i => new { test = $"t{i:000}", variables = new { i }, assert = new[] { new { kind = "contains", value = $" {i}." } } }).ToList();
        await Import(prompt, tests);

        (await prompt.PutTest("one-more", new { })).ShouldBeProblem(413, "too-large");
        (await prompt.PutTest("t000", new { variables = new { i = 1 }, assert = new[] { new { kind = "contains", value = " 0." } } })).ShouldBe(200);
        var another = await api.NewPrompt(Note);
        (await api.Post("/import", new { prompt = new { name = another.Name }, tests = tests.Append(new { test = "t200", variables = new { i = 0 }, assert = tests[0].assert }) })).ShouldBeProblem(413, "too-large");
        Assert.Empty((await another.Get("/tests")).Items);

        var run = (await prompt.RunTests()).ShouldBe(200);

        Assert.Equal((199, 1, 200), ((int?)run["passed"], (int?)run["failed"], run["results"]!.AsArray().Count));
        Assert.Equal("t000", (string?)Assert.Single(run["results"]!.AsArray(), result => !(bool)result!["passed"]!)!["test"]);
    }

    [Fact]
    public async Task Every_kind_of_assertion_passes_and_fails_as_it_should()
    {
        var cases = new (string Text, string Kind, object? Value, string? Failure)[]
        {
            ("SELECT 1", "contains", "SELECT", null),
            ("SELECT 1", "contains", "select", "It does not contain 'select'."),
            ("SELECT 1", "not-contains", "select", null),
            ("SELECT 1", "not-contains", "ECT", "It contains 'ECT'."),
            ("SELECT 1", "regex", "^SELECT \\d$", null),
            ("SELECT 1", "regex", "(?i)(?<=select )1", null),
            ("SELECT 1", "regex", "^select", "Nothing in it matches ^select."),
            (new string('a', 60) + "!", "regex", "^(?=a)(a+)+$", "To match ^(?=a)(a+)+$ takes longer than 250 ms."),
            ("😀한글", "max-chars", 3, null),
            ("😀한글", "max-chars", 2, "It has 3 characters, more than 2."),
            ("", "max-chars", 0, null),
            (" [1, {\"a\": null}] ", "json", null, null),
            ("{\"a\":1,}", "json", null, "It is not JSON."),
            ("", "json", null, "It is not JSON."),
        };
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("{{text}}");
        await Import(prompt, cases.Select((one, i) => new { test = $"t{i:00}", variables = new { text = one.Text }, assert = new[] { Assertion(one.Kind, one.Value) } }));

        var run = (await prompt.RunTests("0.0.1")).ShouldBe(200);

        Assert.Equal(["version", "passed", "failed", "results", "at", "by"], run.Json.AsObject().Select(member => member.Key));
        var results = run["results"]!.AsArray();
        Assert.All(results, result => Assert.Equal(["test", "passed", "failures", "durationMs"], result!.AsObject().Select(member => member.Key)));
        Assert.Equal(
            cases.Select((one, i) => $"t{i:00} {one.Failure is null} {one.Failure}"),
            results.Select(result => $"{result!["test"]} {(bool)result["passed"]!} {string.Join('|', result["failures"]!.AsArray())}"));
        Assert.Equal((cases.Count(one => one.Failure is null), cases.Count(one => one.Failure is not null)), ((int)run["passed"]!, (int)run["failed"]!));
    }

    [Fact]
    public async Task All_that_a_test_asserts_must_hold_and_all_that_does_not_is_told()
    {
        var prompt = await api.NewPrompt(Note);
        (await api.Post(prompt.Versions, new { messages = new[] { new { role = "system", content = "Be {{tone}}." }, new { role = "user", content = "Hi" } } })).ShouldBe(201);
        await prompt.PutTest("some", new { variables = new { tone = "kind" }, assert = new object[] { new { kind = "contains", value = "kind.\n\nHi" }, new { kind = "contains", value = "rude" }, new { kind = "json" } } });
        await prompt.PutTest("none", new { variables = new { tone = "kind", more = 1 } });
        await prompt.PutTest("missing", new { variables = new { tone = (string?)null } });

        var run = (await prompt.RunTests()).ShouldBe(200);

        Assert.Equal((1, 2), ((int?)run["passed"], (int?)run["failed"]));
        Assert.Equal(["missing", "none", "some"], run["results"]!.AsArray().Select(result => (string?)result!["test"]));
        Assert.Equal(["The template asks for tone."], Failures(run, "missing"));
        Assert.Empty(Failures(run, "none"));
        Assert.Equal(["It does not contain 'rude'.", "It is not JSON."], Failures(run, "some"));
    }

    [Fact]
    public async Task Of_very_many_or_long_failures_only_the_beginning_is_told()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("one");
        await prompt.PutTest("many", new { assert = Enumerable.Range(0, 50).Select(i => new { kind = "contains", value = $"{i}{new string('x', 500)}" }) });

        var failures = Failures((await prompt.RunTests()).ShouldBe(200), "many");

        Assert.Equal(6, failures.Count);
        Assert.Equal("And 45 more.", failures[5]);
        Assert.All(failures.Take(5), failure => Assert.InRange(failure.Length, 100, 251));
    }

    [Fact]
    public async Task Where_a_version_cannot_be_rendered_all_tests_fail()
    {
        var prompt = await api.NewPrompt(Note);
        var nowhere = ApiClient.UniqueName();
        await prompt.Create("{{#if a}}");
        await prompt.Create($"{{{{> {nowhere}}}}}", new { dependencies = new[] { $"{nowhere}@1.0.0" } });
        var empty = (await prompt.RunTests("0.0.1")).ShouldBe(200);
        Assert.Equal((0, 0, "[]"), ((int)empty["passed"]!, (int)empty["failed"]!, empty["results"]!.ToJsonString()));
        await prompt.PutTest("one", new { });

        Assert.Contains("never closed", Assert.Single(Failures((await prompt.RunTests("0.0.1")).ShouldBe(200), "one")), StringComparison.Ordinal);
        Assert.Contains(nowhere, Assert.Single(Failures((await prompt.RunTests("0.0.2")).ShouldBe(200), "one")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_version_is_tested_and_none_that_is_not_there()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.PutTest("one", new { assert = new[] { new { kind = "contains", value = "two" } } });
        await prompt.Create("one");
        await prompt.Create("two");
        await prompt.Label("first", "0.0.1");
        var (tag, audit) = ((await api.Get(prompt.Version("0.0.2"))).ETag!, (await prompt.Audit()).Count);

        foreach (var (selector, version, passed) in new[] { ("0.0.1", "0.0.1", 0), ("first", "0.0.1", 0), ("0.0.2", "0.0.2", 1), ("latest", "0.0.2", 1) })
        {
            var run = (await prompt.RunTests(selector, ("X-Author", "kim"))).ShouldBe(200);
            Assert.Equal((version, passed, 1 - passed, "kim"), ((string)run["version"]!, (int)run["passed"]!, (int)run["failed"]!, (string)run["by"]!));
            Assert.InRange((DateTimeOffset)run["at"]!, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        }

        (await prompt.RunTests("0.0.2", ("If-Match", tag))).ShouldBe(200);
        (await prompt.RunTests("0.0.1", ("If-Match", tag))).ShouldBeProblem(412, "etag-mismatch");
        (await prompt.RunTests("9.0.0")).ShouldBeProblem(404, "unknown-version");
        (await prompt.RunTests("nowhere")).ShouldBeProblem(404, "unknown-label");
        (await prompt.RunTests("production")).ShouldBeProblem(404, "no-live-version");
        (await api.Post($"{prompt.Version("0.0.1")}/test", new { unknown = 1 })).ShouldBeInvalid("unknown");
        Assert.Equal((tag, audit), ((await api.Get(prompt.Version("0.0.2"))).ETag!, (await prompt.Audit()).Count));
    }

    [Fact]
    public async Task The_last_run_is_shown_as_it_was_answered()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.PutTest("one", new { assert = new[] { new { kind = "contains", value = "two" } } });
        await prompt.Create("one");
        await prompt.Create("two");
        await prompt.RunTests("0.0.1", ("X-Author", "kim"));
        var ran = (await prompt.RunTests("0.0.1", ("X-Author", "lee"))).ShouldBe(200);

        var shown = (await prompt.Get("/versions/0.0.1/test")).ShouldBe(200);

        Assert.Equal(ran.Text, shown.Text);
        (await prompt.Get("/versions/0.0.1/test", ("If-None-Match", shown.ETag!))).ShouldBe(304);
        (await prompt.Get("/versions/latest/test")).ShouldBeProblem(404, "unknown-test");
        (await prompt.Get("/versions/9.0.0/test")).ShouldBeProblem(404, "unknown-version");
        (await prompt.Get("/versions/nowhere/test")).ShouldBeProblem(404, "unknown-label");
        (await prompt.Get("/versions/0.0.1/test?x=1")).ShouldBeInvalid("x");
        (await prompt.Promote("0.0.2", "testing")).ShouldBe(200);
        (await prompt.Promote("0.0.2", "production", new { author = "park" })).ShouldBe(200);
        var gate = (await prompt.Get("/versions/production/test")).ShouldBe(200);
        Assert.Equal(("0.0.2", 1, "park"), ((string)gate["version"]!, (int)gate["passed"]!, (string)gate["by"]!));
    }

    [Fact]
    public async Task A_run_with_a_key_gives_its_answer_again()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("one");
        await prompt.PutTest("one", new { assert = new[] { new { kind = "contains", value = "one" } } });
        var key = ("Idempotency-Key", ApiClient.UniqueName());
        var first = (await prompt.RunTests("0.0.1", key)).ShouldBe(200);
        await prompt.PutTest("one", new { assert = new[] { new { kind = "contains", value = "two" } } });

        Assert.Equal(first.Text, (await prompt.RunTests("0.0.1", key)).ShouldBe(200).Text);

        (await api.Post($"{prompt.Version("0.0.1")}/test", new { author = "kim" }, key)).ShouldBeProblem(409, "idempotency-key-reused");
        Assert.Equal(1, (int?)(await prompt.RunTests("0.0.1")).ShouldBe(200)["failed"]);
    }

    private async Task Import(ApiPrompt prompt, IEnumerable<object> tests) => (await api.Post("/import", new { prompt = new { name = prompt.Name }, tests })).ShouldBe(200);

    private static object Assertion(string kind, object? value) => value is null ? new { kind } : new { kind, value };

    private static IReadOnlyList<string> Failures(ApiResponse run, string test) =>
        [.. run["results"]!.AsArray().Single(result => (string?)result!["test"] == test)!["failures"]!.AsArray().Select(failure => (string)failure!)];
}
