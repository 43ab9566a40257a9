using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What goes live by itself when an experiment's time is up.</summary>
[Collection(ClockedGroup.Name)]
public sealed class ExperimentPromotionTests(ClockedApi clocked)
{
    private readonly ApiClient api = clocked.Api;

    [Fact]
    public async Task The_winner_goes_live_once()
    {
        var experiment = await StartAsync("immediate");
        await experiment.ReportWin();

        var completed = await CompleteAsync(experiment);

        var promotion = completed["promotion"]!;
        Assert.Equal(("treatment", "0.0.2", null), ((string?)promotion["arm"], (string?)promotion["version"], (string?)promotion["refusal"]));
        var deployment = Assert.Single((await experiment.Prompt.Get("/deployments")).Items, one => (string?)one["version"] == "0.0.2");
        Assert.Equal(((string?)promotion["deployment"], "completed", "immediate", "0.0.1"), ((string?)deployment["id"], (string?)deployment["status"], (string?)deployment["strategy"], (string?)deployment["baseline"]));
        Assert.Equal("0.0.2", (string?)(await experiment.Prompt.Resolve("?subject=x"))["version"]);
        Assert.Equal("deprecated", (string?)(await api.Get(experiment.Prompt.Version("0.0.1")))["status"]);
        Assert.Equal(["deployment.completed", "experiment.completed", "experiment.created"], (await experiment.Prompt.Actions()).Take(3));
        Assert.Equal("0.0.1", (string?)(await api.Post($"{experiment.Prompt.Path}/rollback")).ShouldBe(200)["version"]);
        await clocked.RunTimer("EvaluateExperiments");
        Assert.Equal("0.0.1", (string?)(await experiment.Prompt.Get())["live"]);
    }

    [Fact]
    public async Task The_winner_goes_live_step_by_step_where_that_was_asked_for()
    {
        var experiment = await StartAsync("gradual");
        await experiment.ReportWin();

        var completed = await CompleteAsync(experiment);

        var deployment = new ApiDeployment(api, experiment.Prompt, (string)completed["promotion"]!["deployment"]!);
        var running = await deployment.Until(10);
        Assert.Equal(("gradual", "0.0.2", "0.0.1"), ((string?)running["strategy"], (string?)running["version"], (string?)running["baseline"]));
        Assert.Equal(deployment.Id, (string?)(await experiment.Prompt.Get())["rollout"]);
        Assert.Equal("0.0.1", (string?)(await experiment.Prompt.Get())["live"]);
        Assert.Equal("completed", (string?)(await deployment.Tell("complete")).ShouldBe(200)["status"]);
        Assert.Equal("0.0.2", (string?)(await experiment.Prompt.Get())["live"]);
    }

    [Theory]
    [InlineData("immediate")]
    [InlineData("canary")]
    public async Task What_may_not_go_live_does_not_and_the_experiment_says_why(string promote)
    {
        var experiment = await StartAsync(promote, new { settings = new { @protected = true } });
        await experiment.ReportWin();

        var completed = await CompleteAsync(experiment);

        var promotion = completed["promotion"]!;
        Assert.Equal(("completed", "treatment", null), ((string?)completed["status"], (string?)promotion["arm"], (string?)promotion["deployment"]));
        Assert.Contains("approv", (string?)promotion["refusal"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal("0.0.1", (string?)(await experiment.Prompt.Resolve("?subject=x"))["version"]);
        Assert.Null((await experiment.Prompt.Get())["rollout"]);
        await clocked.RunTimer("EvaluateExperiments");
        Assert.Equal(completed.Text, (await experiment.Get()).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_goes_live_where_no_arm_or_the_live_one_has_won(bool controlWins)
    {
        var experiment = await StartAsync("immediate");
        if (controlWins) await experiment.ReportWin("control");

        var completed = await CompleteAsync(experiment);

        Assert.Equal(controlWins ? "control" : null, (string?)completed["winner"]);
        Assert.Equal(controlWins ? "control" : null, (string?)completed["promotion"]?["arm"]);
        Assert.Null(completed["promotion"]?["deployment"]);
        Assert.StartsWith(controlWins ? "There is nothing to do, control (0.0.1) is live already: treatment is worse" : "Decide nothing on these figures", (string?)completed["recommendation"], StringComparison.Ordinal);
        Assert.Equal("0.0.1", (string?)(await experiment.Prompt.Get())["live"]);
        Assert.Single((await experiment.Prompt.Get("/deployments")).Items);
    }

    /// <summary>Between the end and the timer somebody may decide; what they made live stays.</summary>
    [Fact]
    public async Task A_version_that_was_made_live_since_the_end_stays_live()
    {
        var experiment = await StartAsync("immediate");
        await experiment.ReportWin();
        clocked.Wait(TimeSpan.FromDays(1));
        (await api.Post($"{experiment.Prompt.Path}/versions", new { content = "by hand", version = "3.0.0" })).ShouldBe(201);
        (await api.Post($"{experiment.Prompt.Version("3.0.0")}/promote", new { status = "testing" })).ShouldBe(200);
        (await api.Post($"{experiment.Prompt.Version("3.0.0")}/promote", new { status = "production" })).ShouldBe(200);

        await clocked.RunTimer("EvaluateExperiments");

        var completed = await experiment.Get();
        Assert.Equal(("treatment", null), ((string?)completed["promotion"]!["arm"], (string?)completed["promotion"]!["deployment"]));
        Assert.Equal("3.0.0", (string?)(await experiment.Prompt.Get())["live"]);
        Assert.StartsWith("See to it that treatment (0.0.2) is live, it was not promoted (Another version was made live", (string?)completed["recommendation"], StringComparison.Ordinal);
    }

    /// <summary>An experiment of a prompt that has a live version, whatever its settings demand.</summary>
    private async Task<ApiExperiment> StartAsync(string promote, object? settings = null)
    {
        var prompt = await ApiExperiment.Prepare(api);
        if (settings is not null) (await api.Put(prompt.Path, settings)).ShouldBe(200);
        return await ApiExperiment.Start(api, prompt, new { minSubjectsPerArm = 50, tuning = 200, durationDays = 1, autoPromote = true, promote });
    }

    private async Task<ApiResponse> CompleteAsync(ApiExperiment experiment)
    {
        clocked.Wait(TimeSpan.FromDays(1));
        for (var i = 0; i < 2; i++) await clocked.RunTimer("EvaluateExperiments");
        return await experiment.Get();
    }
}
