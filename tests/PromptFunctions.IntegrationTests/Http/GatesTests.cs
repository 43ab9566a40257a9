using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What must hold of a version before it is tested, and before it goes live.</summary>
public sealed class GatesTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Malformed = "one\n {{#if a}}";

    private static readonly object Note = new { type = "note" };
    private static readonly object[] Manual = [new { percentage = 10, hold = "manual" }, new { percentage = 100 }];

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_convention_for_a_known_type_is_told_and_holds_no_gate()
    {
        var prompt = await api.NewPrompt(new { type = "text_to_sql" });
        await prompt.Create("no question");

        Assert.False((bool?)(await prompt.Validate("0.0.1")).ShouldBe(200)["valid"]);

        (await prompt.Promote("0.0.1", "testing", new { })).ShouldBe(200);
    }

    [Fact]
    public async Task What_a_team_asks_of_a_type_itself_holds_the_gate()
    {
        await using var app = await fixture.Beside(new() { ["Validation:RequiredVariables:support"] = "ticket, tone|style" });
        var prompt = await app.Client.NewPrompt(new { type = "support" });
        await prompt.Create("{{ticket}}");
        await prompt.Create("{{ticket}} {{style}}");

        (await prompt.Promote("0.0.1", "testing", new { })).ShouldBeProblem(422, "validation-failed");
        (await prompt.Promote("0.0.2", "testing", new { })).ShouldBe(200);
    }

    [Fact]
    public async Task Usually_validation_comes_before_testing()
    {
        var prompt = await api.NewPrompt(Note);
        await WantAsync(prompt, "good");
        await prompt.Create(Malformed);
        var (version, audit) = ((await api.Get(prompt.Version("0.0.1"))).Text, (await prompt.Audit()).Count);

        var problem = (await prompt.Promote("0.0.1", "testing", new { })).ShouldBeProblem(422, "validation-failed");

        var finding = Assert.Single(problem["findings"]!.AsArray())!;
        Assert.Equal(("unclosed-block", 2, 2), ((string?)finding["code"], (int?)finding["line"], (int?)finding["column"]));
        Assert.Contains("line 2, column 2", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal((version, audit), ((await api.Get(prompt.Version("0.0.1"))).Text, (await prompt.Audit()).Count));
        (await api.Patch(prompt.Version("0.0.1"), new { content = "bad" })).ShouldBe(200);
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);
        Assert.Equal("Gate of testing: usual", await GateAsync(prompt));
    }

    [Fact]
    public async Task Usually_tests_come_before_production()
    {
        var prompt = await api.NewPrompt(Note);
        await WantAsync(prompt, "good");
        await prompt.PutTest("passes", new { });
        await prompt.Create("bad");
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);

        var problem = (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(422, "tests-failed");

        Assert.Equal([("passes", true), ("wanted", false)], problem["results"]!.AsArray().Select(result => ((string)result!["test"]!, (bool)result["passed"]!)));
        Assert.Equal("It does not contain 'good'.", (string?)problem["results"]![1]!["failures"]![0]);
        Assert.Contains("1 of 2", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal("testing", (string?)(await api.Get(prompt.Version("0.0.1")))["status"]);
        await WantAsync(prompt, "bad");
        (await prompt.Promote("0.0.1", "production")).ShouldBe(200);
        Assert.Equal("Gate of production: usual", await GateAsync(prompt));
    }

    [Fact]
    public async Task Usually_dependencies_may_come_after_testing()
    {
        var (prompt, other) = (await api.NewPrompt(Note), ApiClient.UniqueName());
        await prompt.Create($"{{{{> {other}}}}}", new { dependencies = new[] { $"{other}@^1.0.0" } });
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);

        Assert.Contains(other, (string?)(await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(422, "unresolved-dependencies")["detail"], StringComparison.Ordinal);

        (await api.Post($"/prompts/{other}/versions", new { type = "note", content = "{{#if a}}", version = "1.0.0" })).ShouldBe(201);
        (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(422, "validation-failed");
        (await api.Patch($"/prompts/{other}/versions/1.0.0", new { content = "one" })).ShouldBe(200);
        (await prompt.Promote("0.0.1", "production")).ShouldBe(200);
    }

    [Fact]
    public async Task A_gate_of_none_lets_all_pass()
    {
        var prompt = await api.NewPrompt(new { type = "note", settings = new { gate = "none" } });
        await WantAsync(prompt, "good");
        await prompt.Create(Malformed, new { dependencies = new[] { $"{ApiClient.UniqueName()}@1.0.0" } });

        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);
        Assert.Equal("Gate of testing: none", await GateAsync(prompt));
        (await prompt.Promote("0.0.1", "production")).ShouldBe(200);
        Assert.Equal("Gate of production: none", await GateAsync(prompt));
    }

    [Fact]
    public async Task A_gate_of_validate_looks_both_times_and_runs_no_tests()
    {
        var prompt = await api.NewPrompt(new { type = "note", settings = new { gate = "validate" } });
        await WantAsync(prompt, "good");
        await prompt.Create(Malformed);

        (await prompt.Promote("0.0.1", "testing", new { })).ShouldBeProblem(422, "validation-failed");
        (await api.Put(prompt.Path, new { settings = new { gate = "none" } })).ShouldBe(200);
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);
        (await api.Put(prompt.Path, new { settings = new { gate = "validate" } })).ShouldBe(200);
        (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(422, "validation-failed");
        await prompt.Create("bad");
        await prompt.Promote("0.0.2", "testing", "production");
        Assert.Equal("Gate of production: validate", await GateAsync(prompt));
        Assert.Null((await prompt.Get("/compare?from=0.0.2&to=0.0.2"))["tests"]!["from"]);
    }

    [Fact]
    public async Task A_gate_of_test_asks_for_all_already_at_testing()
    {
        var prompt = await api.NewPrompt(new { type = "note", settings = new { gate = "test" } });
        await WantAsync(prompt, "good");
        await prompt.Create(Malformed);
        await prompt.Create("bad");
        await prompt.Create("good", new { dependencies = new[] { $"{ApiClient.UniqueName()}@1.0.0" } });
        await prompt.Create("good");

        (await prompt.Promote("0.0.1", "testing", new { })).ShouldBeProblem(422, "validation-failed");
        (await prompt.Promote("0.0.2", "testing", new { })).ShouldBeProblem(422, "tests-failed");
        (await prompt.Promote("0.0.3", "testing", new { })).ShouldBeProblem(422, "unresolved-dependencies");
        (await prompt.Promote("0.0.4", "testing")).ShouldBe(200);
        Assert.Equal("Gate of testing: test", await GateAsync(prompt));
        (await prompt.Promote("0.0.4", "production")).ShouldBe(200);
    }

    [Fact]
    public async Task An_illegal_step_is_that_whatever_the_gate_would_say()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create(Malformed);

        (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(409, "illegal-transition");
        (await prompt.Promote("9.0.0", "testing", new { })).ShouldBeProblem(404, "unknown-version");
        (await prompt.Promote("0.0.1", "archived")).ShouldBe(200);
    }

    [Fact]
    public async Task Going_back_is_never_gated()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one");
        await prompt.CreateLive("two");
        await prompt.CreateLive("three");
        await WantAsync(prompt, "good");

        Assert.Equal("0.0.2", (string?)(await api.Post($"{prompt.Path}/rollback", new { reason = "worse" })).ShouldBe(200)["version"]);
        Assert.Equal("0.0.1", (string?)(await api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
        (await prompt.Promote("0.0.3", "production")).ShouldBe(200);
        Assert.Equal("No gate: it was live before", await GateAsync(prompt));
        Assert.Equal("three", (string?)(await prompt.Resolve())["content"]);
    }

    [Theory]
    [InlineData(Malformed, "validating", "never closed")]
    [InlineData("bad", "testing", "wanted")]
    public async Task A_deployment_of_a_draft_that_does_not_pass_ends_failed_and_has_changed_nothing(string content, string stage, string reason)
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one");
        await WantAsync(prompt, "good");
        await prompt.Create(content);
        var (route, version) = ((await prompt.Get("/route")).Text, (await api.Get(prompt.Version("0.0.2"))).Text);

        var ended = await (await prompt.Deploy("0.0.2", "canary")).End();

        Assert.Equal(("failed", stage, 0m), ((string?)ended["status"], (string?)ended["stage"], (decimal?)ended["percentage"]));
        Assert.Contains(reason, (string?)ended["reason"], StringComparison.Ordinal);
        Assert.Equal((route, version), ((await prompt.Get("/route")).Text, (await api.Get(prompt.Version("0.0.2"))).Text));
        Assert.Null((await prompt.Get())["rollout"]);
        Assert.Equal("deployment.failed", (await prompt.Actions())[0]);
    }

    [Fact]
    public async Task A_deployment_of_a_draft_that_passes_goes_on_and_its_audit_names_both_gates()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one");
        await WantAsync(prompt, "good");
        await prompt.Create("good");

        var deployment = await prompt.Deploy("0.0.2", "custom", Manual);
        await deployment.Until(10);

        var reasons = (await prompt.Audit()).Where(entry => (string?)entry["target"] == deployment.Id).Select(entry => (string?)entry["reason"]);
        Assert.Equal(["Gate of production: usual.", "Gate of testing: usual."], reasons.Where(reason => reason?.StartsWith("Gate of", StringComparison.Ordinal) == true));
        Assert.True((bool?)(await prompt.Get("/compare?from=0.0.1&to=0.0.2"))["tests"]!["to"]!["current"]);
        (await deployment.Tell("abort")).ShouldBe(200);
    }

    [Fact]
    public async Task A_protected_prompt_needs_the_approval_and_the_tests()
    {
        var prompt = await api.NewPrompt(new { type = "note", settings = new { @protected = true } });
        await WantAsync(prompt, "good");
        await prompt.Create("bad", new { author = "kim" });
        (await prompt.Promote("0.0.1", "testing")).ShouldBe(200);

        (await prompt.Promote("0.0.1", "production", new { author = "lee" })).ShouldBeProblem(409, "approval-required");
        (await api.Post($"{prompt.Version("0.0.1")}/approve", new { author = "lee" })).ShouldBe(200);
        (await prompt.Promote("0.0.1", "production", new { author = "lee" })).ShouldBeProblem(422, "tests-failed");
        await WantAsync(prompt, "bad");
        (await prompt.Promote("0.0.1", "production", new { author = "lee" })).ShouldBe(200);
        Assert.Equal("Gate of production: usual, with approval", await GateAsync(prompt));
    }

    [Fact]
    public async Task An_experiment_is_not_stopped_for_an_arm_that_fails_its_tests()
    {
        var experiment = await ApiExperiment.Start(api, promptMembers: Note);
        var prompt = experiment.Prompt;
        await WantAsync(prompt, "good");
        var route = (await prompt.Get("/route")).Text;

        var problem = (await experiment.Stop(new { reason = "better", promote = "treatment" })).ShouldBeProblem(422, "tests-failed");

        Assert.Equal("wanted", (string?)Assert.Single(problem["results"]!.AsArray())!["test"]);
        Assert.Equal("active", (string?)(await experiment.Get())["status"]);
        Assert.Equal(route, (await prompt.Get("/route")).Text);
        Assert.Equal("test.set", (await prompt.Actions())[0]);
        await WantAsync(prompt, "content 2");
        Assert.Equal("0.0.2", (string?)(await experiment.Stop(new { promote = "treatment" })).ShouldBe(200)["promotion"]!["version"]);
        Assert.Equal("Gate of production: usual", await GateAsync(prompt));
        Assert.Equal("0.0.2", (string?)(await prompt.Get())["live"]);
    }

    [Fact]
    public async Task What_came_of_tests_is_compared_until_a_test_or_the_content_changes()
    {
        var prompt = await api.NewPrompt(Note);
        await WantAsync(prompt, "good");
        await prompt.PutTest("passes", new { });
        await prompt.Create("good");
        await prompt.Create("bad");
        async Task<JsonNode> Compared() => (await prompt.Get("/compare?from=0.0.1&to=0.0.2")).ShouldBe(200)["tests"]!;
        Assert.Equal("""{"from":null,"to":null}""", (await Compared()).ToJsonString());

        await prompt.RunTests("0.0.1");
        await prompt.RunTests("0.0.2");

        var tests = await Compared();
        Assert.Equal(["passed", "failed", "failedTests", "at", "current"], tests["from"]!.AsObject().Select(member => member.Key));
        Assert.Equal((2, 0, "[]", true), Summary(tests["from"]!));
        Assert.Equal((1, 1, """["wanted"]""", true), Summary(tests["to"]!));
        (await api.Patch(prompt.Version("0.0.2"), new { content = "good" })).ShouldBe(200);
        tests = await Compared();
        Assert.Equal((2, 0, "[]", true), Summary(tests["from"]!));
        Assert.Equal((1, 1, """["wanted"]""", false), Summary(tests["to"]!));
        await prompt.PutTest("passes", new { variables = new { a = 1 } });
        Assert.Equal((2, 0, "[]", false), Summary((await Compared())["from"]!));
        await prompt.PutTest("passes", new { });
        await prompt.RunTests("0.0.2");
        Assert.Equal((2, 0, "[]", true), Summary((await Compared())["to"]!));
    }

    [Fact]
    public async Task A_run_is_in_every_form_of_the_report()
    {
        var prompt = await api.NewPrompt(Note);
        await WantAsync(prompt, "good");
        await prompt.PutTest("passes", new { });
        await prompt.Create("good");
        await prompt.Create("bad");
        await prompt.Create("untested");
        await prompt.RunTests("0.0.1");
        await prompt.RunTests("0.0.2");

        var versions = (await prompt.Get("/report?format=json")).ShouldBe(200)["versions"]!.AsArray();
        Assert.Equal((2, 0, "[]", true), Summary(Tests(versions, "0.0.1")!));
        Assert.Equal((1, 1, """["wanted"]""", true), Summary(Tests(versions, "0.0.2")!));
        Assert.Null(Tests(versions, "0.0.3"));
        foreach (var format in new[] { "md", "csv", "html" })
        {
            var text = (await prompt.Get($"/report?format={format}")).ShouldBe(200).Text;
            Assert.Contains("2 passed", text, StringComparison.Ordinal);
            Assert.Contains("1 of 2 failed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("before a change", text, StringComparison.Ordinal);
        }
        Assert.Contains("1 of 2 failed: wanted", (await prompt.Get("/report?format=csv")).Text, StringComparison.Ordinal);
        await prompt.PutTest("passes", new { target = "completion" });
        versions = (await prompt.Get("/report?format=json")).ShouldBe(200)["versions"]!.AsArray();
        Assert.Equal((2, 0, "[]", false), Summary(Tests(versions, "0.0.1")!));
        foreach (var format in new[] { "md", "csv", "html" })
            Assert.Contains("2 passed, before a change", (await prompt.Get($"/report?format={format}")).ShouldBe(200).Text, StringComparison.Ordinal);

        static JsonNode? Tests(JsonArray versions, string version) => versions.Single(one => (string?)one!["version"] == version)!["tests"];
    }

    /// <summary>Sets the test that the content contains something.</summary>
    private static async Task WantAsync(ApiPrompt prompt, string value) =>
        Assert.True((await prompt.PutTest("wanted", new { assert = new[] { new { kind = "contains", value } } })).Status is 200 or 201);

    /// <summary>The gate that the last change went through, as the audit has it.</summary>
    private static async Task<string?> GateAsync(ApiPrompt prompt) => (string?)(await prompt.Audit())[0]["after"]!["gate"];

    private static (int Passed, int Failed, string FailedTests, bool Current) Summary(JsonNode tests) =>
        ((int)tests["passed"]!, (int)tests["failed"]!, tests["failedTests"]!.ToJsonString(), (bool)tests["current"]!);
}
