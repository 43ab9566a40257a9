using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What becomes of an experiment whose time is up.</summary>
[Collection(ClockedGroup.Name)]
public sealed class ExperimentCompletionTests(ClockedApi clocked)
{
    private static readonly object Small = new { minSubjectsPerArm = 50, tuning = 200, durationDays = 1 };

    private readonly ApiClient api = clocked.Api;

    [Fact]
    public async Task When_the_time_is_up_the_live_version_is_served_at_once_without_the_timer()
    {
        var experiment = await ApiExperiment.Start(api, new { durationDays = 0.5 });
        var subject = experiment.SubjectsOf("treatment", 1)[0];
        clocked.Wait(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
        Assert.Equal(("0.0.2", "experiment"), await ServedAsync(experiment, subject));

        clocked.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal(("0.0.1", "live"), await ServedAsync(experiment, subject));
        var assignment = (await experiment.Assignment(subject)).ShouldBe(200);
        Assert.Equal(("treatment", false), ((string?)assignment["arm"], (bool)assignment["active"]!));
        Assert.Null((await experiment.Prompt.Get("/route")).ShouldBe(200)["experiment"]);
        // Nothing holds the versions any more.
        (await experiment.Prompt.Promote("0.0.2", "production", new { })).ShouldBe(200);
        await clocked.RunTimer("EvaluateExperiments");
        Assert.Equal(("0.0.2", "live"), await ServedAsync(experiment, subject));
        Assert.Equal("completed", (string?)(await experiment.Get())["status"]);
    }

    [Fact]
    public async Task The_timer_completes_an_experiment_once_and_its_figures_are_final()
    {
        var experiment = await WonAsync(Small);
        await clocked.RunTimer("EvaluateExperiments");
        Assert.Equal("active", (string?)(await experiment.Get())["status"]);
        clocked.Wait(TimeSpan.FromDays(1));
        await clocked.RunTimer("EvaluateExperiments");

        var completed = await experiment.Get();
        Assert.Equal(("completed", "winner", "treatment", null, null), ((string?)completed["status"], (string?)completed["decision"], (string?)completed["winner"], (string?)completed["promotion"], (string?)completed["reason"]));
        Assert.Equal((string?)completed["endsAt"], (string?)completed["endedAt"]);
        Assert.Equal((60, 60), ((int)ApiExperiment.Arm(completed, "control")["subjects"]!, (int)ApiExperiment.Arm(completed, "treatment")["observations"]!));
        Assert.Equal("0.0.1", (string?)(await experiment.Prompt.Get())["live"]);
        Assert.Null((await experiment.Prompt.Get())["experiment"]);
        Assert.Null((await experiment.Prompt.Get("/route"))["experiment"]);
        foreach (var (action, audited) in new[] { "experiment.decided", "experiment.completed" }.Zip(await experiment.Prompt.Audit()))
            Assert.Equal((action, "system", experiment.Id), ((string?)audited["action"], (string?)audited["by"], (string?)audited["target"]));

        await clocked.RunTimer("EvaluateExperiments");
        Assert.Equal((completed.Text, completed.ETag), ((await experiment.Get()).Text, (await experiment.Get()).ETag));
        Assert.Single(await experiment.Prompt.Actions(), "experiment.completed");
        (await experiment.Stop()).ShouldBeProblem(409, "experiment-not-active");
    }

    [Fact]
    public async Task Results_of_the_day_after_are_kept_and_marked_late_and_later_ones_refused()
    {
        var experiment = await WonAsync(Small);
        var subjects = experiment.SubjectsOf("control", 62);
        clocked.Wait(TimeSpan.FromDays(1));
        // Before the timer has come by, and after.
        await experiment.Record(ApiExperiment.Result(subjects[0], 9), ApiExperiment.Result(subjects[61], 9));
        var before = await experiment.Get();
        await clocked.RunTimer("EvaluateExperiments");
        clocked.Wait(TimeSpan.FromHours(23));
        await experiment.Record(ApiExperiment.Result(subjects[1], new Dictionary<string, double> { ["accuracy"] = 9, ["cost"] = 1 }));
        (await api.Post("/metrics", new { points = new[] { new { prompt = experiment.Prompt.Name, version = "0.0.1", metric = "accuracy", value = 9, subject = subjects[2], assignment = experiment.AssignmentOf("control") } } })).ShouldBe(202);

        var shown = await experiment.Get();
        Assert.Equal((2, 5), ((int)before["lateObservations"]!, (int)shown["lateObservations"]!));
        foreach (var member in new[] { "arms", "comparisons", "sampleRatio", "decision" }) Assert.Equal(before[member]!.ToJsonString(), shown[member]!.ToJsonString());
        Assert.Equal((60, 60), ((int)ApiExperiment.Arm(shown, "control")["subjects"]!, (int)ApiExperiment.Arm(shown, "control")["observations"]!));
        Assert.Equal(64, (int)(await api.Get($"{experiment.Prompt.Version("0.0.1")}/metrics"))["metrics"]!["accuracy"]!["count"]!);

        clocked.Wait(TimeSpan.FromHours(1));
        (await experiment.TryRecord(new { results = new[] { ApiExperiment.Result(subjects[0], 9) } })).ShouldBeProblem(409, "experiment-not-active");
        foreach (var days in new[] { 0, 3 })
        {
            clocked.Wait(TimeSpan.FromDays(days));
            await clocked.RunTimer("EvaluateExperiments");
            Assert.Equal(shown.Text, (await experiment.Get()).Text);
        }
    }

    [Fact]
    public async Task A_new_experiment_begins_right_after_the_end_without_the_timer()
    {
        var first = await WonAsync(Small);
        clocked.Wait(TimeSpan.FromDays(1));

        var second = await ApiExperiment.Start(api, first.Prompt);

        Assert.Equal(("completed", "treatment"), ((string?)(await first.Get())["status"], (string?)(await first.Get())["winner"]));
        Assert.Equal(second.Id, (string?)(await first.Prompt.Get())["experiment"]);
        Assert.Equal(["experiment.created", "experiment.completed", "experiment.created"], (await first.Prompt.Actions()).Take(3));
        (await second.Stop()).ShouldBe(200);
    }

    [Fact]
    public async Task A_stop_that_comes_too_late_finds_the_experiment_completed()
    {
        var experiment = await WonAsync(Small);
        clocked.Wait(TimeSpan.FromDays(1));

        (await experiment.Stop(new { promote = "winner" })).ShouldBeProblem(409, "experiment-not-active");

        Assert.Equal("completed", (string?)(await experiment.Get())["status"]);
        Assert.Equal("0.0.1", (string?)(await experiment.Prompt.Get())["live"]);
    }

    [Fact]
    public async Task Results_after_the_end_stay_late_also_where_an_emergency_comes_before_the_timer()
    {
        var experiment = await WonAsync(Small);
        // Something to go back to.
        (await experiment.Stop(new { promote = "winner" })).ShouldBe(200);
        var next = await ApiExperiment.Start(api, experiment.Prompt, Small);
        await next.Report("control", 3, i => i);
        clocked.Wait(TimeSpan.FromDays(1));
        await next.Record(next.SubjectsOf("control", 5).Select(subject => ApiExperiment.Result(subject, 100)));

        (await api.Post($"{experiment.Prompt.Path}/rollback", new { reason = "wrong" })).ShouldBe(200);

        await clocked.RunTimer("EvaluateExperiments");
        var shown = await next.Get();
        Assert.Equal((3, 3), ((int)ApiExperiment.Arm(shown, "control")["subjects"]!, (int)ApiExperiment.Arm(shown, "control")["observations"]!));
        Assert.Equal("0.0.1", (string?)(await experiment.Prompt.Resolve("?subject=x"))["version"]);
    }

    private static async Task<(string?, string?)> ServedAsync(ApiExperiment experiment, string subject)
    {
        var resolved = (await experiment.Prompt.Resolve($"?subject={subject}")).ShouldBe(200);
        return ((string?)resolved["version"], (string?)resolved["reason"]);
    }

    private async Task<ApiExperiment> WonAsync(object members)
    {
        var experiment = await ApiExperiment.Start(api, members);
        await experiment.ReportWin();
        return experiment;
    }
}
