using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Ending experiments before their time.</summary>
public sealed class ExperimentStopTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object Small = new { minSubjectsPerArm = 50, tuning = 200 };

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_stopped_experiment_says_why_and_serves_the_live_version_at_once()
    {
        var experiment = await WonAsync();

        var stopped = (await experiment.Stop(new { reason = "seen enough", author = "kim" })).ShouldBe(200);

        Assert.Equal(("stopped", "seen enough", "winner", "treatment", null), ((string?)stopped["status"], (string?)stopped["reason"], (string?)stopped["decision"], (string?)stopped["winner"], (string?)stopped["promotion"]));
        Assert.NotNull((string?)stopped["endedAt"]);
        var shown = await experiment.Get();
        Assert.Equal((stopped.Text, stopped.ETag), (shown.Text, shown.ETag));
        await ServesLiveAsync(experiment, "0.0.1");
        Assert.False((bool)(await experiment.Assignment("x"))["active"]!);
        // Another test may run the timer, which makes the figures final.
        var audited = (await experiment.Prompt.Audit()).First(entry => (string?)entry["action"] != "experiment.decided");
        Assert.Equal(("experiment.stopped", "kim", "seen enough", experiment.Id), ((string?)audited["action"], (string?)audited["by"], (string?)audited["reason"], (string?)audited["target"]));
    }

    [Fact]
    public async Task After_a_stop_nothing_is_taken_any_more_and_points_count_for_the_version_alone()
    {
        var experiment = await WonAsync();
        var subject = experiment.SubjectsOf("treatment", 1)[0];
        var batch = new { batchId = experiment.Id, results = new[] { ApiExperiment.Result(subject, 0.5) } };
        var recorded = (await experiment.TryRecord(batch)).ShouldBe(202);
        var stopped = (await experiment.Stop()).ShouldBe(200);

        (await experiment.Stop()).ShouldBeProblem(409, "experiment-not-active");
        (await experiment.TryRecord(new { results = new[] { ApiExperiment.Result(subject, 9) } })).ShouldBeProblem(409, "experiment-not-active");
        // Who did not see the answer in time gets it all the same.
        Assert.Equal(recorded.Text, (await experiment.TryRecord(batch)).ShouldBe(202).Text);
        (await api.Post("/metrics", new { points = new[] { new { prompt = experiment.Prompt.Name, version = "0.0.2", metric = "accuracy", value = 9, subject, assignment = experiment.AssignmentOf("treatment") } } })).ShouldBe(202);

        await fixture.FoldAsync();
        await fixture.App.RunTimerAsync("EvaluateExperiments");
        foreach (var member in new[] { "arms", "comparisons", "sampleRatio", "decision" }) Assert.Equal(stopped[member]!.ToJsonString(), (await experiment.Get())[member]!.ToJsonString());
        Assert.Equal(62, (int)(await api.Get($"{experiment.Prompt.Version("0.0.2")}/metrics"))["metrics"]!["accuracy"]!["count"]!);
    }

    [Theory]
    [InlineData("winner")]
    [InlineData("treatment")]
    public async Task The_winner_or_any_arm_is_promoted_with_the_stop(string promote)
    {
        var experiment = await WonAsync();

        var stopped = (await experiment.Stop(new { reason = "it is better", promote, author = "kim" })).ShouldBe(200);

        var promotion = stopped["promotion"]!;
        Assert.Equal(("treatment", "0.0.2", null), ((string?)promotion["arm"], (string?)promotion["version"], (string?)promotion["refusal"]));
        var deployment = (await experiment.Prompt.Get($"/deployments/{(string?)promotion["deployment"]}")).ShouldBe(200);
        Assert.Equal(("completed", "immediate", "0.0.2", "0.0.1"), ((string?)deployment["status"], (string?)deployment["strategy"], (string?)deployment["version"], (string?)deployment["baseline"]));
        await ServesLiveAsync(experiment, "0.0.2");
        Assert.Equal(("deprecated", "production"), ((string?)(await api.Get(experiment.Prompt.Version("0.0.1")))["status"], (string?)(await api.Get(experiment.Prompt.Version("0.0.2")))["status"]));
        // One change, one entry.
        Assert.Equal(["experiment.stopped", "experiment.created"], (await experiment.Prompt.Actions()).Where(action => action != "experiment.decided").Take(2));
        Assert.Equal("0.0.1", (string?)(await api.Post($"{experiment.Prompt.Path}/rollback")).ShouldBe(200)["version"]);
    }

    [Fact]
    public async Task The_arm_that_is_live_stays_live()
    {
        var experiment = await WonAsync();

        var stopped = (await experiment.Stop(new { promote = "control" })).ShouldBe(200);

        Assert.Equal(("stopped", "control", null), ((string?)stopped["status"], (string?)stopped["promotion"]!["arm"], (string?)stopped["promotion"]!["deployment"]));
        Assert.Contains("live already", (string?)stopped["promotion"]!["refusal"], StringComparison.Ordinal);
        await ServesLiveAsync(experiment, "0.0.1");
        Assert.Single((await experiment.Prompt.Get("/deployments")).Items);
    }

    [Fact]
    public async Task What_cannot_be_promoted_stops_nothing()
    {
        var experiment = await ApiExperiment.Start(api, Small);
        await experiment.Report("control", 60, i => ApiExperiment.Around(0.5, i));
        var before = await experiment.Get();

        (await experiment.Stop(new { promote = "winner" })).ShouldBeProblem(409, "no-winner");
        (await experiment.Stop(new { promote = "third" })).ShouldBeInvalid("promote");
        (await experiment.Stop(new { promote = "" })).ShouldBeInvalid("promote");
        (await experiment.Stop(new { why = "x" })).ShouldBeInvalid("why");

        Assert.Equal(before.Text, (await experiment.Get()).Text);
        Assert.Equal("experiment", (string?)(await experiment.Prompt.Resolve("?subject=x"))["reason"]);
    }

    [Fact]
    public async Task A_protected_prompt_needs_an_approval_before_an_arm_is_promoted()
    {
        var experiment = await WonAsync();
        (await api.Put(experiment.Prompt.Path, new { settings = new { @protected = true } })).ShouldBe(200);

        (await experiment.Stop(new { promote = "winner" })).ShouldBeProblem(409, "approval-required");
        Assert.Equal("active", (string?)(await experiment.Get())["status"]);
        (await api.Post($"{experiment.Prompt.Version("0.0.2")}/approve", new { author = "lee" })).ShouldBe(200);

        (await experiment.Stop(new { promote = "winner" })).ShouldBe(200);
        await ServesLiveAsync(experiment, "0.0.2");
    }

    [Fact]
    public async Task A_stop_is_made_once_for_its_key_and_only_if_the_experiment_is_as_it_was_known()
    {
        var experiment = await WonAsync();
        (await experiment.Stop(null, ("If-Match", experiment.Created.ETag!))).ShouldBeProblem(412, "etag-mismatch");
        var tag = (await experiment.Get()).ETag!;

        var first = (await experiment.Stop(new { reason = "r" }, ("If-Match", tag), ("Idempotency-Key", "k1"))).ShouldBe(200);
        var again = (await experiment.Stop(new { reason = "r" }, ("If-Match", tag), ("Idempotency-Key", "k1"))).ShouldBe(200);

        Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        Assert.Single(await experiment.Prompt.Actions(), "experiment.stopped");
    }

    /// <summary>An experiment that the treatment is about to win.</summary>
    private async Task<ApiExperiment> WonAsync()
    {
        var experiment = await ApiExperiment.Start(api, Small);
        await experiment.ReportWin();
        return experiment;
    }

    private static async Task ServesLiveAsync(ApiExperiment experiment, string version)
    {
        foreach (var arm in new[] { "control", "treatment" })
        {
            var resolved = (await experiment.Prompt.Resolve($"?subject={experiment.SubjectsOf(arm, 1)[0]}")).ShouldBe(200);
            Assert.Equal((version, "live", null), ((string?)resolved["version"], (string?)resolved["reason"], (string?)resolved["assignment"]));
        }
        Assert.Null((await experiment.Prompt.Get())["experiment"]);
        Assert.Null((await experiment.Prompt.Get("/route"))["experiment"]);
    }
}
