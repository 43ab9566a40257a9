using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Every command in every status. Nothing drives these deployments but the tests, so that each status stays as long as it is needed.</summary>
public sealed class DeploymentCommandTests : IClassFixture<ApiFixture>
{
    private static readonly string[] Commands = ["pause", "resume", "advance", "complete", "abort", "rollback"];

    private static readonly object[] Steps =
        [new { percentage = 10, hold = "PT1H" }, new { percentage = 50, hold = "manual" }, new { percentage = 100 }];

    /// <summary>Status → the commands that it takes, and what each leads to.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Table = new()
    {
        ["pending"] = new() { ["abort"] = "aborted" },
        ["inProgress"] = new() { ["pause"] = "paused", ["advance"] = "inProgress", ["complete"] = "completed", ["abort"] = "aborted", ["rollback"] = "rolledBack" },
        ["paused"] = new() { ["resume"] = "inProgress", ["complete"] = "completed", ["abort"] = "aborted", ["rollback"] = "rolledBack" },
        ["completed"] = new() { ["rollback"] = "completed" },
        ["completed, but not live"] = [],
        ["aborted"] = [],
        ["rolledBack"] = [],
        ["failed"] = [],
    };

    private ApiClient? client;
    private RunningApi? running;

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var status in Table.Keys)
        {
            foreach (var command in Commands) cells.Add(status, command);
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_command_does_what_the_table_says_and_is_refused_where_it_says_nothing(string status, string command)
    {
        var (prompt, deployment, old, next) = await PrepareAsync(status);
        var before = (await deployment.Get()).ShouldBe(200);
        var (route, actions) = ((await prompt.Get("/route")).Text, (await prompt.Actions()).Count);

        var answer = await deployment.Tell(command, new { reason = "because", author = "kim" });

        if (!Table[status].TryGetValue(command, out var becomes))
        {
            answer.ShouldBeProblem(409, "illegal-command");
            Assert.Equal((before.Text, route), ((await deployment.Get()).Text, (await prompt.Get("/route")).Text));
            Assert.Equal(actions, (await prompt.Actions()).Count);
            return;
        }
        Assert.Equal(becomes, (string?)answer.ShouldBe(200)["status"]);
        Assert.Equal("because", (string?)answer["reason"]);
        Assert.Equal("kim", (string?)answer["events"]!.AsArray()[^1]!["by"]);
        Assert.Equal(actions + 1, (await prompt.Actions()).Count);
        Assert.Equal(("kim", "because"), ((string?)(await prompt.Audit())[0]["by"], (string?)(await prompt.Audit())[0]["reason"]));
        // Served so before the answer, and agreed upon by every view.
        var live = command == "complete" ? next : old;
        Assert.Equal(live, (string?)(await prompt.Get())["live"]);
        Assert.Equal(live, (string?)(await prompt.Get("/versions?status=production")).Items.Single()["version"]);
        var rollout = (await prompt.Get("/route"))["rollout"];
        Assert.Equal(becomes is "inProgress" or "paused", rollout is not null);
        if (rollout is not null) Assert.Equal((decimal?)answer["percentage"], (decimal?)rollout["percentage"]);
        await running!.DriveAsync(prompt.Name, deployment.Id);
        if (command != "rollback" || status != "completed") Assert.Equal(answer.Text, (await deployment.Get()).Text);
    }

    [Fact]
    public async Task Pausing_keeps_the_rest_of_the_hold_and_changes_no_ones_version()
    {
        var (prompt, deployment, _, _) = await PrepareAsync("inProgress");
        var before = await ServedAsync(prompt);
        var due = (DateTimeOffset)(await deployment.Get())["steps"]![1]!["startsAt"]!;

        var paused = (await deployment.Tell("pause")).ShouldBe(200);
        Assert.Null(paused["steps"]![1]!["startsAt"]);
        Assert.Equal(before, await ServedAsync(prompt));
        await Task.Delay(300);
        var resumed = (await deployment.Tell("resume")).ShouldBe(200);

        Assert.InRange((DateTimeOffset)resumed["steps"]![1]!["startsAt"]!, due.AddSeconds(0.3), due.AddSeconds(60));
        Assert.Equal(before, await ServedAsync(prompt));
        Assert.Equal(["created", "step", "step", "paused", "resumed"], ApiDeployment.Events(resumed));
    }

    [Fact]
    public async Task Advancing_goes_step_by_step_to_the_end()
    {
        var (prompt, deployment, _, next) = await PrepareAsync("inProgress");

        var manual = (await deployment.Tell("advance")).ShouldBe(200);
        Assert.Equal((50m, 1), ((decimal?)manual["percentage"], (int?)manual["currentStep"]));
        Assert.Null(manual["steps"]![2]!["startsAt"]);
        await running!.DriveAsync(prompt.Name, deployment.Id);
        Assert.Equal(50m, (decimal?)(await deployment.Get())["percentage"]);
        var completed = (await deployment.Tell("advance", new { reason = "fine" })).ShouldBe(200);

        Assert.Equal(("completed", 100m, 2), ((string?)completed["status"], (decimal?)completed["percentage"], (int?)completed["currentStep"]));
        Assert.Equal(next, (string?)(await prompt.Resolve())["version"]);
        Assert.Equal(["deployment.completed", "deployment.advanced"], (await prompt.Actions()).Take(2));
    }

    [Fact]
    public async Task A_step_that_was_left_out_never_started()
    {
        var (_, deployment, _, _) = await PrepareAsync("inProgress");

        var steps = (await deployment.Tell("complete")).ShouldBe(200)["steps"]!.AsArray();

        Assert.Equal([true, false, true], steps.Select(step => step!["startedAt"] is not null));
    }

    [Fact]
    public async Task After_a_rollback_the_candidate_is_in_testing_again_if_it_never_was_live()
    {
        var (prompt, deployment, old, next) = await PrepareAsync("paused");

        (await deployment.Tell("rollback")).ShouldBe(200);

        Assert.Equal("testing", (string?)(await client!.Get(prompt.Version(next)))["status"]);
        Assert.Equal("production", (string?)(await client.Get(prompt.Version(old)))["status"]);
        // It was served: its content is fixed, and it is no draft again.
        (await prompt.Promote(next, "draft", new { })).ShouldBeProblem(409, "illegal-transition");
        await prompt.Deploy(next, "canary");
    }

    private static async Task<IReadOnlyList<string?>> ServedAsync(ApiPrompt prompt)
    {
        var served = new List<string?>();
        for (var i = 0; i < 50; i++) served.Add((string?)(await prompt.Resolve($"?subject=user-{i}")).ShouldBe(200)["version"]);
        return served;
    }

    private async Task<(ApiPrompt Prompt, ApiDeployment Deployment, string Old, string Next)> PrepareAsync(string status)
    {
        running = await ApiFixture.Undriven();
        client = running.Client;
        var prompt = await client.NewPrompt();
        var old = await prompt.CreateLive("one");
        var dependency = $"{ApiClient.UniqueName()}@1.0.0";
        var next = await prompt.Create("two", status == "failed" ? new { dependencies = new[] { dependency } } : null);
        var deployment = await prompt.Deploy(next, "custom", Steps);
        if (status == "pending") return (prompt, deployment, old, next);

        await running.DriveAsync(prompt.Name, deployment.Id);
        if (status == "paused") (await deployment.Tell("pause")).ShouldBe(200);
        if (status.StartsWith("completed", StringComparison.Ordinal)) (await deployment.Tell("complete")).ShouldBe(200);
        if (status == "completed, but not live") (await client.Post($"{prompt.Path}/rollback")).ShouldBe(200);
        if (status == "aborted") (await deployment.Tell("abort")).ShouldBe(200);
        if (status == "rolledBack") (await deployment.Tell("rollback")).ShouldBe(200);
        if (status is not "completed, but not live") Assert.Equal(status, (string?)(await deployment.Get())["status"]);
        return (prompt, deployment, old, next);
    }
}
