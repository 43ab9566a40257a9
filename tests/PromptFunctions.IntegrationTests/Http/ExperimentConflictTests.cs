using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>An experiment and whatever else would change what is served.</summary>
public sealed class ExperimentConflictTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object[] Manual = [new { percentage = 10, hold = "manual" }, new { percentage = 100 }];

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Arms_are_versions_in_testing_production_or_deprecated()
    {
        var prompt = await api.NewPrompt();
        var deprecated = await prompt.CreateLive("one");
        var live = await prompt.CreateLive("two");
        var draft = await prompt.Create("three");
        var archived = await prompt.Create("four");
        await prompt.Promote(archived, "archived");

        foreach (var wrong in new[] { draft, archived })
        {
            (await ApiExperiment.TryStart(api, prompt, new { control = live, treatment = wrong })).ShouldBeProblem(409, "not-deployable");
            (await ApiExperiment.TryStart(api, prompt, new { control = wrong, treatment = live })).ShouldBeProblem(409, "not-deployable");
        }
        Assert.Null((await prompt.Get())["experiment"]);
        (await ApiExperiment.TryStart(api, prompt, new { control = live, treatment = deprecated })).ShouldBe(201);
    }

    [Fact]
    public async Task While_an_experiment_is_active_nothing_else_changes_what_is_live()
    {
        var prompt = await ApiExperiment.Prepare(api, versions: 3);
        var experiment = await ApiExperiment.Start(api, prompt);

        (await ApiExperiment.TryStart(api, prompt, new { treatment = "0.0.3" })).ShouldBeProblem(409, "experiment-active");
        (await prompt.TryDeploy("0.0.3", "immediate")).ShouldBeProblem(409, "experiment-active");
        (await prompt.Promote("0.0.3", "production", new { })).ShouldBeProblem(409, "experiment-active");
        (await prompt.Promote("0.0.2", "archived", new { })).ShouldBeProblem(409, "experiment-active");
        (await prompt.Promote("0.0.1", "deprecated", new { })).ShouldBeProblem(409, "experiment-active");
        (await prompt.Promote("0.0.3", "archived", new { })).ShouldBe(200);
        (await api.Patch(prompt.Version("0.0.2"), new { description = "an arm" })).ShouldBe(200);

        (await experiment.Stop()).ShouldBe(200);
        (await prompt.Promote("0.0.2", "production", new { })).ShouldBe(200);
        Assert.Null((await prompt.Get())["experiment"]);
    }

    [Fact]
    public async Task An_import_that_would_bring_a_version_live_waits_for_the_end_of_an_experiment()
    {
        var prompt = await ApiExperiment.Prepare(api, versions: 3);
        (await prompt.Promote("0.0.1", "deprecated", new { })).ShouldBe(200);
        var document = new { prompt = new { name = prompt.Name, type = "text_to_sql" }, versions = new[] { new { version = "1.0.0", status = "production", content = "imported" } } };
        var experiment = await ApiExperiment.Start(api, prompt, new { control = "0.0.2", treatment = "0.0.3" });

        (await api.Post("/import", document)).ShouldBeProblem(409, "experiment-active");

        Assert.Null((await prompt.Get())["live"]);
        (await experiment.Stop()).ShouldBe(200);
        (await api.Post("/import", document)).ShouldBe(200);
        Assert.Equal("1.0.0", (string?)(await prompt.Resolve())["version"]);
    }

    [Fact]
    public async Task While_a_deployment_is_under_way_no_experiment_begins()
    {
        var prompt = await ApiExperiment.Prepare(api, versions: 3);
        var deployment = await prompt.Deploy("0.0.3", "custom", Manual);
        await deployment.Until(10);

        (await ApiExperiment.TryStart(api, prompt)).ShouldBeProblem(409, "rollout-in-progress");

        (await deployment.Tell("abort")).ShouldBe(200);
        (await ApiExperiment.TryStart(api, prompt)).ShouldBe(201);
    }

    [Fact]
    public async Task A_version_that_was_an_arm_was_served_and_keeps_its_content()
    {
        var prompt = await ApiExperiment.Prepare(api, versions: 3);
        var experiment = await ApiExperiment.Start(api, prompt);
        (await experiment.Stop()).ShouldBe(200);

        (await prompt.Promote("0.0.3", "draft", new { })).ShouldBe(200);
        (await prompt.Promote("0.0.2", "draft", new { })).ShouldBeProblem(409, "illegal-transition");
        (await api.Patch(prompt.Version("0.0.2"), new { content = "changed" })).ShouldBeProblem(409, "version-immutable");
    }

    [Fact]
    public async Task An_emergency_rollback_stops_the_experiment_and_serves_the_version_before()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        await prompt.CreateLive("two");
        await prompt.Promote(await prompt.Create("three"), "testing");
        var experiment = await ApiExperiment.Start(api, prompt, new { control = "0.0.2", treatment = "0.0.3" });
        await experiment.Report("control", 3, i => i);

        (await api.Post($"{prompt.Path}/rollback", new { reason = "wrong answers", author = "kim" })).ShouldBe(200);

        foreach (var subject in new[] { experiment.SubjectsOf("control", 1)[0], experiment.SubjectsOf("treatment", 1)[0] })
            Assert.Equal(("0.0.1", "live"), ((string?)(await prompt.Resolve($"?subject={subject}"))["version"], (string?)(await prompt.Resolve($"?subject={subject}"))["reason"]));
        var shown = await experiment.Get();
        Assert.Equal(("stopped", "wrong answers", 3), ((string?)shown["status"], (string?)shown["reason"], (int?)ApiExperiment.Arm(shown, "control")["subjects"]));
        Assert.NotNull((string?)shown["endedAt"]);
        Assert.False((bool)(await experiment.Assignment("x"))["active"]!);
        (await experiment.TryRecord(new { results = new[] { ApiExperiment.Result("x", 1) } })).ShouldBeProblem(409, "experiment-not-active");
        (await experiment.Stop()).ShouldBeProblem(409, "experiment-not-active");

        await fixture.App.RunTimerAsync("EvaluateExperiments");
        Assert.Equal(shown.Text, (await experiment.Get()).Text);
        Assert.Equal(["experiment.decided", "deployment.rolledBack"], (await prompt.Actions()).Take(2));
    }
}
