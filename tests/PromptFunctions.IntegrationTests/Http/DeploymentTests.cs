using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class DeploymentTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object[] Manual = [new { percentage = 10, hold = "manual" }, new { percentage = 100 }];

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task An_immediate_deployment_of_a_draft_passes_its_gates_and_is_live()
    {
        var prompt = await api.NewPrompt();
        var old = await prompt.CreateLive("one");
        var next = await prompt.Create("two");

        var created = (await api.Post($"{prompt.Path}/deployments", new { version = next, strategy = "immediate", description = "better" })).ShouldBe(202);
        var ended = await prompt.Deployment(created).End();

        Assert.Equal($"/api{prompt.Path}/deployments/{(string?)created["id"]}", created.Header("Location"));
        Assert.Equal(("pending", "validating"), ((string?)created["status"], (string?)created["stage"]));
        Assert.Equal(["id", "prompt", "version", "baseline", "strategy", "status", "stage", "percentage", "currentStep", "steps", "guardrails", "isRollback", "rollbackOf", "description", "reason", "startedAt", "endedAt", "events"],
            ended.Json.AsObject().Select(member => member.Key));
        Assert.Equal(("completed", "completed", 100m), ((string?)ended["status"], (string?)ended["stage"], (decimal?)ended["percentage"]));
        Assert.Equal((old, next), ((string?)ended["baseline"], (string?)ended["version"]));
        Assert.Equal(next, (string?)(await prompt.Resolve())["version"]);
        Assert.Equal("live", (string?)(await prompt.Resolve())["reason"]);
        Assert.Equal("deprecated", (string?)(await api.Get(prompt.Version(old)))["status"]);
        Assert.Equal(["draft", "testing", "production"], (await api.Get(prompt.Version(next)))["statusHistory"]!.AsArray().Select(step => (string?)step!["status"]));
        Assert.Equal(["created", "step", "completed"], ApiDeployment.Events(ended));
        Assert.Equal(["deployment.completed", "deployment.step", "deployment.created"], (await prompt.Actions()).Take(3));
        Assert.Equal("system", (string?)(await prompt.Audit())[0]["by"]);
        Assert.Null((await prompt.Get())["rollout"]);
    }

    [Fact]
    public async Task A_canary_serves_five_percent_first_and_says_when_each_step_will_start()
    {
        var prompt = await api.NewPrompt();
        var old = await prompt.CreateLive("one");
        var next = await prompt.Create("two");

        var deployment = await prompt.Deploy(next, "canary");
        var running = await deployment.Until(5);

        Assert.Equal(("inProgress", "monitoring", 0), ((string?)running["status"], (string?)running["stage"], (int?)running["currentStep"]));
        var steps = running["steps"]!.AsArray();
        Assert.Equal([5m, 10m, 25m, 50m, 100m], steps.Select(step => (decimal)step!["percentage"]!));
        Assert.Equal(["PT2H", "PT2H", "PT4H", "PT16H", null], steps.Select(step => (string?)step!["hold"]));
        var first = (DateTimeOffset)steps[0]!["startedAt"]!;
        Assert.Equal([0, 2, 4, 8, 24], steps.Select(step => ((DateTimeOffset)step!["startsAt"]! - first).TotalHours));
        Assert.All(steps.Skip(1), step => Assert.Null(step!["startedAt"]));

        Assert.Equal(deployment.Id, (string?)(await prompt.Get())["rollout"]);
        var rollout = (await prompt.Get("/route"))["rollout"]!;
        Assert.Equal((deployment.Id, 5m, next, old), ((string?)rollout["id"], (decimal?)rollout["percentage"], (string?)rollout["candidate"], (string?)rollout["baseline"]));
        Assert.Equal(("testing", "production"), ((string?)(await api.Get(prompt.Version(next)))["status"], (string?)(await api.Get(prompt.Version(old)))["status"]));
    }

    [Fact]
    public async Task Steps_follow_each_other_by_themselves_until_the_version_is_live()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var next = await prompt.Create("two");

        var deployment = await prompt.Deploy(next, "custom", [new { percentage = 0.01, hold = "PT0S" }, new { percentage = 20, hold = "PT0.5S" }, new { percentage = 60.5, hold = "PT0.5S" }, new { percentage = 100 }]);
        var ended = await deployment.End();

        Assert.Equal("completed", (string?)ended["status"]);
        Assert.Equal(["created", "step", "step", "step", "step", "completed"], ApiDeployment.Events(ended));
        var started = ended["steps"]!.AsArray().Select(step => (DateTimeOffset)step!["startedAt"]!).ToList();
        Assert.True(started[2] - started[1] >= TimeSpan.FromSeconds(0.5) && started[3] - started[2] >= TimeSpan.FromSeconds(0.5));
        Assert.Equal(next, (string?)(await prompt.Get())["live"]);
        Assert.Equal((await api.Get(deployment.Path)).Text, ended.Text);
    }

    [Fact]
    public async Task With_nothing_live_any_strategy_goes_to_all_at_once_and_says_so()
    {
        var prompt = await api.NewPrompt();
        var first = await prompt.Create("one");

        var ended = await (await prompt.Deploy(first, "gradual")).End();

        Assert.Equal("completed", (string?)ended["status"]);
        Assert.Null(ended["baseline"]);
        Assert.Equal([100m], ended["steps"]!.AsArray().Select(step => (decimal)step!["percentage"]!));
        Assert.Contains("noBaseline", ApiDeployment.Events(ended));
        Assert.Equal(first, (string?)(await prompt.Get())["live"]);
    }

    [Fact]
    public async Task A_gate_that_refuses_ends_the_deployment_failed_and_nothing_has_changed()
    {
        var prompt = await api.NewPrompt();
        var old = await prompt.CreateLive("one");
        var next = await prompt.Create("two", new { dependencies = new[] { $"{ApiClient.UniqueName()}@^1.0.0" } });
        var (route, version) = ((await prompt.Get("/route")).Text, (await api.Get(prompt.Version(next))).Text);

        var ended = await (await prompt.Deploy(next, "canary")).End();

        Assert.Equal(("failed", "testing", 0m), ((string?)ended["status"], (string?)ended["stage"], (decimal?)ended["percentage"]));
        Assert.Contains("@^1.0.0", (string?)ended["reason"], StringComparison.Ordinal);
        Assert.Equal(["created", "step", "failed"], ApiDeployment.Events(ended));
        Assert.Equal((route, version), ((await prompt.Get("/route")).Text, (await api.Get(prompt.Version(next))).Text));
        Assert.Equal(old, (string?)(await prompt.Get())["live"]);
        Assert.Null((await prompt.Get())["rollout"]);
        Assert.Equal("deployment.failed", (await prompt.Actions())[0]);
    }

    [Fact]
    public async Task While_a_deployment_is_under_way_nothing_else_changes_what_is_live()
    {
        var prompt = await api.NewPrompt();
        var old = await prompt.CreateLive("one");
        var next = await prompt.Create("two");
        var other = await prompt.Create("three");
        await prompt.Promote(other, "testing");
        var deployment = await prompt.Deploy(next, "custom", Manual);
        await deployment.Until(10);

        (await prompt.TryDeploy(other, "immediate")).ShouldBeProblem(409, "rollout-in-progress");
        (await prompt.Promote(other, "production", new { })).ShouldBeProblem(409, "rollout-in-progress");
        (await prompt.Promote(old, "deprecated", new { })).ShouldBeProblem(409, "rollout-in-progress");
        (await prompt.Promote(next, "archived", new { })).ShouldBeProblem(409, "rollout-in-progress");
        (await prompt.Promote(next, "production", new { })).ShouldBeProblem(409, "rollout-in-progress");
        (await api.Patch(prompt.Version(next), new { content = "changed" })).ShouldBeProblem(409, "version-immutable");
        (await prompt.Promote(other, "archived", new { })).ShouldBe(200);
        (await api.Patch(prompt.Version(next), new { description = "still mine" })).ShouldBe(200);

        (await deployment.Tell("abort")).ShouldBe(200);
        (await prompt.Promote(next, "production", new { })).ShouldBe(200);
    }

    [Fact]
    public async Task Only_versions_that_can_go_live_are_deployed()
    {
        var prompt = await api.NewPrompt();
        var live = await prompt.CreateLive("one");
        var archived = await prompt.Create("two");
        await prompt.Promote(archived, "archived");

        (await prompt.TryDeploy(live, "immediate")).ShouldBeProblem(409, "already-live");
        (await prompt.TryDeploy(archived, "immediate")).ShouldBeProblem(409, "not-deployable");
        (await prompt.TryDeploy("9.0.0", "immediate")).ShouldBeProblem(404, "unknown-version");
        (await api.Post($"/prompts/{ApiClient.UniqueName()}/deployments", new { version = "1.0.0", strategy = "canary" })).ShouldBeProblem(404, "unknown-prompt");
        Assert.DoesNotContain("deployment.created", await prompt.Actions());
    }

    [Fact]
    public async Task A_deprecated_version_is_deployed_again_without_a_gate()
    {
        var prompt = await api.NewPrompt();
        var first = await prompt.CreateLive("one");
        await prompt.CreateLive("two");
        (await api.Put(prompt.Path, new { settings = new { @protected = true } })).ShouldBe(200);

        var deployment = await prompt.Deploy(first, "custom", Manual);
        await deployment.Until(10);
        Assert.Equal("deprecated", (string?)(await api.Get(prompt.Version(first)))["status"]);
        (await deployment.Tell("advance")).ShouldBe(200);

        Assert.Equal(first, (string?)(await prompt.Get())["live"]);
    }

    [Fact]
    public async Task A_protected_prompt_needs_an_approval_before_a_deployment()
    {
        var prompt = await api.NewPrompt(new { settings = new { @protected = true } });
        var version = await prompt.Create("one", new { author = "kim" });

        (await prompt.TryDeploy(version, "immediate")).ShouldBeProblem(409, "approval-required");
        (await api.Post($"{prompt.Version(version)}/approve", new { author = "lee" })).ShouldBe(200);
        await (await prompt.Deploy(version, "immediate")).End();

        Assert.Equal(version, (string?)(await prompt.Get())["live"]);
    }

    [Theory]
    [InlineData("""{"strategy":"canary"}""", "version")]
    [InlineData("""{"version":"latest","strategy":"canary"}""", "version")]
    [InlineData("""{"version":"0.0.1"}""", "strategy")]
    [InlineData("""{"version":"0.0.1","strategy":"fast"}""", "strategy")]
    [InlineData("""{"version":"0.0.1","strategy":"custom"}""", "steps")]
    [InlineData("""{"version":"0.0.1","strategy":"canary","steps":[{"percentage":100}]}""", "steps")]
    [InlineData("""{"version":"0.0.1","strategy":"custom","steps":[]}""", "steps")]
    [InlineData("""{"version":"0.0.1","strategy":"custom","steps":[{"percentage":50,"hold":"PT1H"}]}""", "steps[0].percentage")]
    [InlineData("""{"version":"0.0.1","strategy":"custom","steps":[{"percentage":50,"hold":"P1M"},{"percentage":100}]}""", "steps[0].hold")]
    [InlineData("""{"version":"0.0.1","strategy":"custom","steps":[{"percentage":50},{"percentage":100}]}""", "steps[0].hold")]
    [InlineData("""{"version":"0.0.1","strategy":"custom","steps":[{"percentage":50,"hold":"PT1H"},{"percentage":50,"hold":"PT1H"},{"percentage":100}]}""", "steps[1].percentage")]
    [InlineData("""{"version":"0.0.1","strategy":"custom","steps":[{"percentage":0.001,"hold":"PT1H"},{"percentage":100}]}""", "steps[0].percentage")]
    [InlineData("""{"version":"0.0.1","strategy":"canary","guardrails":[{"metric":"error_rate"}]}""", "guardrails[0]")]
    [InlineData("""{"version":"0.0.1","strategy":"canary","guardrails":[{"metric":"clicks","maxRegressionPercent":5}]}""", "guardrails[0].maxRegressionPercent")]
    [InlineData("""{"version":"0.0.1","strategy":"canary","guardrails":[{"metric":"error_rate","max":1,"action":"explode"}]}""", "guardrails[0].action")]
    public async Task A_request_that_makes_no_sense_is_refused_at_its_member(string body, string member)
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");

        (await api.Post($"{prompt.Path}/deployments", body)).ShouldBeInvalid(member);
    }

    [Fact]
    public async Task Deployments_are_listed_newest_first_page_by_page()
    {
        var prompt = await api.NewPrompt();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var deployment = await prompt.Deploy(await prompt.Create($"content {i}"), "immediate");
            await deployment.End();
            ids.Insert(0, deployment.Id);
        }
        await prompt.CreateLive("by promotion");

        var listed = await api.All($"{prompt.Path}/deployments", 2);

        Assert.Equal(ids, listed.Skip(1).Select(item => (string)item["id"]!));
        Assert.Equal(("immediate", "completed"), ((string?)listed[0]["strategy"], (string?)listed[0]["status"]));
        (await api.Get($"/prompts/{ApiClient.UniqueName()}/deployments")).ShouldBeProblem(404, "unknown-prompt");
        (await prompt.Get("/deployments?continuationToken=abc")).ShouldBeInvalid("continuationToken");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var prompt = await api.NewPrompt();

        foreach (var id in new[] { "01J00000000000000000000000", "nothing", "0", new string('Z', 26) })
        {
            (await prompt.Get($"/deployments/{id}")).ShouldBeProblem(404, "unknown-deployment");
            (await api.Post($"{prompt.Path}/deployments/{id}/abort")).ShouldBeProblem(404, "unknown-deployment");
        }
        (await api.Get($"/prompts/{ApiClient.UniqueName()}/deployments/01J00000000000000000000000")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task Waiting_answers_at_the_end_or_when_the_time_is_over()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "custom", Manual);
        await deployment.Until(10);

        Assert.Equal("inProgress", (string?)(await deployment.Get("?wait=1")).ShouldBe(200)["status"]);
        var waiting = deployment.Get("?wait=60");
        (await deployment.Tell("complete")).ShouldBe(200);
        Assert.Equal("completed", (string?)(await waiting).ShouldBe(200)["status"]);
        foreach (var wait in new[] { "61", "-1", "1.5", "", "x" }) (await deployment.Get($"?wait={wait}")).ShouldBeInvalid("wait");
    }

    [Fact]
    public async Task A_repeated_creation_with_its_key_gives_the_first_deployment()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var body = new { version = await prompt.Create("two"), strategy = "canary" };

        var first = (await api.Post($"{prompt.Path}/deployments", body, ("Idempotency-Key", "k1"))).ShouldBe(202);
        var again = (await api.Post($"{prompt.Path}/deployments", body, ("Idempotency-Key", "k1"))).ShouldBe(202);

        Assert.Equal((first.Text, first.Header("Location")), (again.Text, again.Header("Location")));
        Assert.Single(await prompt.Actions(), "deployment.created");
    }

    [Fact]
    public async Task Conditions_are_honoured()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var body = new { version = await prompt.Create("two"), strategy = "custom", steps = Manual };
        (await api.Post($"{prompt.Path}/deployments", body, ("If-Match", "\"other\""))).ShouldBeProblem(412, "etag-mismatch");
        var created = (await api.Post($"{prompt.Path}/deployments", body, ("If-Match", await prompt.ETag()))).ShouldBe(202);
        var deployment = prompt.Deployment(created);
        var running = await deployment.Until(10);

        (await api.Get(deployment.Path, ("If-None-Match", running.ETag!))).ShouldBe(304);
        (await deployment.Tell("pause", null, ("If-Match", created.ETag!))).ShouldBeProblem(412, "etag-mismatch");
        var paused = (await deployment.Tell("pause", null, ("If-Match", running.ETag!))).ShouldBe(200);
        Assert.Equal((await deployment.Get()).ETag, paused.ETag);
    }
}
