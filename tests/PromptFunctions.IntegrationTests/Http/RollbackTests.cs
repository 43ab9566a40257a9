using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Rolling back, with nothing that drives deployments: it must not be needed.</summary>
public sealed class RollbackTests : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private RunningApi? running;

    private ApiClient Api => running!.Client;

    public async Task InitializeAsync() => running = await ApiFixture.Undriven();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_emergency_rollback_serves_the_version_before_at_once()
    {
        var prompt = await Api.NewPrompt();
        var good = await prompt.CreateLive("good");
        var bad = await prompt.CreateLive("bad");

        var back = (await Api.Post($"{prompt.Path}/rollback", new { reason = "wrong answers", author = "kim" })).ShouldBe(200);

        Assert.Equal((good, "live"), ((string?)(await prompt.Resolve())["version"], (string?)(await prompt.Resolve())["reason"]));
        Assert.Equal(("completed", true, good, bad), ((string?)back["status"], (bool?)back["isRollback"], (string?)back["version"], (string?)back["baseline"]));
        Assert.Equal("wrong answers", (string?)back["reason"]);
        var undone = (await prompt.Get($"/deployments/{(string?)back["rollbackOf"]}")).ShouldBe(200);
        Assert.Equal(("rolledBack", bad), ((string?)undone["status"], (string?)undone["version"]));
        Assert.Equal(("production", "deprecated"), ((string?)(await Api.Get(prompt.Version(good)))["status"], (string?)(await Api.Get(prompt.Version(bad)))["status"]));
        Assert.Equal(["draft", "testing", "production", "deprecated", "production"], (await Api.Get(prompt.Version(good)))["statusHistory"]!.AsArray().Select(step => (string?)step!["status"]));
        Assert.Equal(("deployment.rolledBack", "kim", "wrong answers"), ((string?)(await prompt.Audit())[0]["action"], (string?)(await prompt.Audit())[0]["by"], (string?)(await prompt.Audit())[0]["reason"]));
        Assert.Equal(2, (int?)(await prompt.Get())["versions"]!.AsObject().Sum(status => (int)status.Value!));
    }

    [Fact]
    public async Task Pressed_again_it_goes_one_further_back_and_never_forward()
    {
        var prompt = await Api.NewPrompt();
        foreach (var content in new[] { "one", "two", "three" }) await prompt.CreateLive(content);

        Assert.Equal("0.0.2", (string?)(await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
        Assert.Equal("0.0.1", (string?)(await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
        (await Api.Post($"{prompt.Path}/rollback")).ShouldBeProblem(409, "nothing-to-roll-back-to");

        Assert.Equal("0.0.1", (string?)(await prompt.Resolve())["version"]);
    }

    [Fact]
    public async Task After_a_rollback_a_new_version_goes_live_and_back_as_ever()
    {
        var prompt = await Api.NewPrompt();
        await prompt.CreateLive("one");
        await prompt.CreateLive("two");
        (await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200);
        await prompt.CreateLive("three");

        Assert.Equal("0.0.1", (string?)(await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
    }

    [Fact]
    public async Task A_version_that_was_live_once_can_be_named()
    {
        var prompt = await Api.NewPrompt();
        foreach (var content in new[] { "one", "two", "three" }) await prompt.CreateLive(content);
        var draft = await prompt.Create("four");

        (await Api.Post($"{prompt.Path}/rollback", new { to = "0.0.3" })).ShouldBeProblem(409, "already-live");
        (await Api.Post($"{prompt.Path}/rollback", new { to = draft })).ShouldBeProblem(409, "nothing-to-roll-back-to");
        (await Api.Post($"{prompt.Path}/rollback", new { to = "9.0.0" })).ShouldBeProblem(404, "unknown-version");
        (await Api.Post($"{prompt.Path}/rollback", new { to = "latest" })).ShouldBeInvalid("to");
        Assert.Equal("0.0.1", (string?)(await Api.Post($"{prompt.Path}/rollback", new { to = "0.0.1" })).ShouldBe(200)["version"]);
        (await Api.Post($"{prompt.Path}/rollback")).ShouldBeProblem(409, "nothing-to-roll-back-to");
        // By name also what was rolled back, and from there the way back leads here.
        Assert.Equal("0.0.3", (string?)(await Api.Post($"{prompt.Path}/rollback", new { to = "0.0.3" })).ShouldBe(200)["version"]);
        Assert.Equal("0.0.1", (string?)(await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
    }

    [Fact]
    public async Task An_archived_version_is_passed_over()
    {
        var prompt = await Api.NewPrompt();
        foreach (var content in new[] { "one", "two", "three" }) await prompt.CreateLive(content);
        await prompt.Promote("0.0.2", "archived");

        (await Api.Post($"{prompt.Path}/rollback", new { to = "0.0.2" })).ShouldBeProblem(409, "nothing-to-roll-back-to");
        Assert.Equal("0.0.1", (string?)(await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
    }

    [Fact]
    public async Task What_was_taken_down_comes_back()
    {
        var prompt = await Api.NewPrompt();
        var version = await prompt.CreateLive("one");
        await prompt.Promote(version, "deprecated");

        var back = (await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200);

        Assert.Null((string?)back["baseline"]);
        Assert.Equal(version, (string?)(await prompt.Resolve())["version"]);
    }

    [Fact]
    public async Task What_is_still_at_its_gates_ends_with_what_is_live()
    {
        var prompt = await Api.NewPrompt();
        foreach (var content in new[] { "one", "two" }) await prompt.CreateLive(content);
        var deployment = await prompt.Deploy(await prompt.Create("three"), "gradual");

        var back = (await Api.Post($"{prompt.Path}/rollback", new { reason = "now" })).ShouldBe(200);

        Assert.Equal(("0.0.1", true), ((string?)back["version"], (bool?)back["isRollback"]));
        await running!.DriveAsync(prompt.Name, deployment.Id);
        Assert.Equal(("rolledBack", "now"), ((string?)(await deployment.Get())["status"], (string?)(await deployment.Get())["reason"]));
        Assert.Equal("0.0.1", (string?)(await prompt.Resolve())["version"]);
        Assert.Null((await prompt.Get())["rollout"]);
    }

    [Fact]
    public async Task With_nothing_to_go_back_to_what_is_at_its_gates_is_stopped_alone()
    {
        var prompt = await Api.NewPrompt();
        var live = await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "gradual");

        var stopped = (await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200);

        Assert.Equal((deployment.Id, "rolledBack"), ((string?)stopped["id"], (string?)stopped["status"]));
        Assert.Equal(live, (string?)(await prompt.Resolve())["version"]);
    }

    [Fact]
    public async Task The_way_back_never_leads_forward_whatever_was_taken_back_before()
    {
        var prompt = await Api.NewPrompt();
        await prompt.CreateLive("good");
        var deployment = await prompt.Deploy(await prompt.Create("bad"), "immediate");
        await running!.DriveAsync(prompt.Name, deployment.Id);

        // Back, forth, and back again: then nothing older is left.
        foreach (var version in new[] { "0.0.1", "0.0.2", "0.0.1" })
        {
            var answer = (await deployment.Tell("rollback")).ShouldBe(200);
            Assert.Equal(version, (string?)answer["version"]);
            deployment = prompt.Deployment(answer);
        }

        (await Api.Post($"{prompt.Path}/rollback")).ShouldBeProblem(409, "nothing-to-roll-back-to");
        Assert.Equal("0.0.1", (string?)(await prompt.Resolve())["version"]);
    }

    [Theory]
    [InlineData("inProgress")]
    [InlineData("paused")]
    public async Task What_is_under_way_is_rolled_back_first(string status)
    {
        var prompt = await Api.NewPrompt();
        foreach (var content in new[] { "one", "two" }) await prompt.CreateLive(content);
        var deployment = await prompt.Deploy(await prompt.Create("three"), "gradual");
        await running!.DriveAsync(prompt.Name, deployment.Id);
        if (status == "paused") (await deployment.Tell("pause")).ShouldBe(200);

        var stopped = (await Api.Post($"{prompt.Path}/rollback", new { reason = "now" })).ShouldBe(200);

        Assert.Equal((deployment.Id, "rolledBack", "now"), ((string?)stopped["id"], (string?)stopped["status"], (string?)stopped["reason"]));
        for (var i = 0; i < 30; i++) Assert.Equal(("0.0.2", "live"), ((string?)(await prompt.Resolve($"?subject={i}"))["version"], (string?)(await prompt.Resolve($"?subject={i}"))["reason"]));
        await running!.DriveAsync(prompt.Name, deployment.Id);
        Assert.Equal(stopped.Text, (await deployment.Get()).Text);
        Assert.Equal("0.0.1", (string?)(await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
    }

    [Fact]
    public async Task A_named_version_stops_what_is_under_way_and_is_live_in_one_change()
    {
        var prompt = await Api.NewPrompt();
        foreach (var content in new[] { "one", "two" }) await prompt.CreateLive(content);
        var deployment = await prompt.Deploy(await prompt.Create("three"), "gradual");
        await running!.DriveAsync(prompt.Name, deployment.Id);
        var changes = (await prompt.Actions()).Count;

        var back = (await Api.Post($"{prompt.Path}/rollback", new { to = "0.0.1" })).ShouldBe(200);

        Assert.Equal(("0.0.1", "completed", true), ((string?)back["version"], (string?)back["status"], (bool?)back["isRollback"]));
        Assert.Equal("rolledBack", (string?)(await deployment.Get())["status"]);
        Assert.Equal(changes + 1, (await prompt.Actions()).Count);
        Assert.Equal("0.0.1", (string?)(await prompt.Resolve())["version"]);
        Assert.Null((await prompt.Get())["rollout"]);
    }

    [Fact]
    public async Task A_completed_deployment_is_taken_back_by_a_new_one_that_can_be_taken_back_itself()
    {
        var prompt = await Api.NewPrompt();
        var good = await prompt.CreateLive("good");
        var deployment = await prompt.Deploy(await prompt.Create("bad"), "immediate");
        await running!.DriveAsync(prompt.Name, deployment.Id);

        var back = (await deployment.Tell("rollback", new { reason = "worse" })).ShouldBe(200);
        Assert.Equal((deployment.Id, good), ((string?)back["rollbackOf"], (string?)back["version"]));
        Assert.Equal("rolledBack", (string?)(await deployment.Get())["status"]);
        Assert.Equal(good, (string?)(await prompt.Resolve())["version"]);
        (await deployment.Tell("rollback")).ShouldBeProblem(409, "illegal-command");

        var forth = (await prompt.Deployment(back).Tell("rollback")).ShouldBe(200);
        Assert.Equal("0.0.2", (string?)forth["version"]);
        Assert.Equal("0.0.2", (string?)(await prompt.Resolve())["version"]);
        Assert.Equal(good, (string?)(await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200)["version"]);
    }

    [Fact]
    public async Task With_nothing_live_before_there_is_nothing_to_go_back_to()
    {
        var prompt = await Api.NewPrompt();
        (await Api.Post($"{prompt.Path}/rollback")).ShouldBeProblem(409, "nothing-to-roll-back-to");
        var deployment = await prompt.Deploy(await prompt.Create("one"), "immediate");
        await running!.DriveAsync(prompt.Name, deployment.Id);

        (await Api.Post($"{prompt.Path}/rollback")).ShouldBeProblem(409, "nothing-to-roll-back-to");
        (await deployment.Tell("rollback")).ShouldBeProblem(409, "nothing-to-roll-back-to");
        (await Api.Post($"/prompts/{ApiClient.UniqueName()}/rollback")).ShouldBeProblem(404, "unknown-prompt");
        Assert.Equal("0.0.1", (string?)(await prompt.Resolve())["version"]);
    }

    [Fact]
    public async Task Rollbacks_are_never_gated()
    {
        var prompt = await Api.NewPrompt();
        await prompt.CreateLive("one");
        await prompt.CreateLive("two");
        (await Api.Put(prompt.Path, new { settings = new { @protected = true, gate = "test" } })).ShouldBe(200);

        (await Api.Post($"{prompt.Path}/rollback")).ShouldBe(200);
    }

    [Fact]
    public async Task A_key_makes_a_repeated_rollback_one_rollback()
    {
        var prompt = await Api.NewPrompt();
        foreach (var content in new[] { "one", "two", "three" }) await prompt.CreateLive(content);

        var first = (await Api.Post($"{prompt.Path}/rollback", new { reason = "r" }, ("Idempotency-Key", "k"))).ShouldBe(200);
        var again = (await Api.Post($"{prompt.Path}/rollback", new { reason = "r" }, ("Idempotency-Key", "k"))).ShouldBe(200);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal("0.0.2", (string?)(await prompt.Resolve())["version"]);
    }
}
