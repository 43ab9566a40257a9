using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class GuardrailTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object[] Manual = [new { percentage = 10, hold = "manual" }, new { percentage = 100 }];
    private static readonly object[] Short = [new { percentage = 10, hold = "PT1S" }, new { percentage = 100 }];

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_broken_guardrail_rolls_back_by_itself_and_says_which_figure_broke_which_bound()
    {
        var (prompt, deployment) = await StartAsync(Manual, new { metric = "error_rate", max = 0.05 });

        await deployment.Report("error_rate", 0.08);
        var ended = await deployment.Until("rolledBack");

        Assert.Contains("0.08", (string?)ended["reason"], StringComparison.Ordinal);
        Assert.Contains("0.05", (string?)ended["reason"], StringComparison.Ordinal);
        var last = ended["guardrails"]![0]!["last"]!;
        Assert.Equal(("fail", 0.08, 1000L), ((string?)last["verdict"], (double?)last["value"], (long?)last["samples"]));
        Assert.Contains("guardrail", ApiDeployment.Events(ended));
        Assert.Equal("0.0.1", (string?)(await prompt.Resolve("?subject=x"))["version"]);
        Assert.Equal(("deployment.rolledBack", "system"), ((string?)(await prompt.Audit())[0]["action"], (string?)(await prompt.Audit())[0]["by"]));
    }

    [Fact]
    public async Task A_regression_against_the_baseline_is_found_in_the_metrics_own_direction()
    {
        var (_, deployment) = await StartAsync(Manual, new { metric = "accuracy", maxRegressionPercent = 5 });

        await deployment.Report("accuracy", candidate: 0.90, baseline: 0.93);
        await deployment.Until(view => (string?)view["guardrails"]![0]!["last"]?["verdict"] == "pass");
        await deployment.Report("accuracy", candidate: 0.5, points: 5000);

        var ended = await deployment.Until("rolledBack");
        Assert.Equal(0.93, (double?)ended["guardrails"]![0]!["last"]!["baseline"]);
    }

    [Fact]
    public async Task A_guardrail_may_pause_instead_and_again_as_long_as_it_is_broken()
    {
        var (prompt, deployment) = await StartAsync(Manual, new { metric = "latency", max = 2.5, action = "pause" });

        await deployment.Report("latency", 3);
        await deployment.Until("paused");
        (await deployment.Tell("resume")).ShouldBe(200);
        await deployment.Until(view => ApiDeployment.Events(view).Count(kind => kind == "paused") == 2);
        Assert.Equal(deployment.Id, (string?)(await prompt.Get("/route"))["rollout"]!["id"]);

        await deployment.Report("latency", 1, points: 9000);
        (await deployment.Tell("resume")).ShouldBe(200);
        Assert.Equal("completed", (string?)(await deployment.Tell("advance")).ShouldBe(200)["status"]);
    }

    [Fact]
    public async Task A_dry_run_only_reports()
    {
        var (_, deployment) = await StartAsync(Short, new { metric = "error_rate", max = 0.05, action = "report" });

        await deployment.Report("error_rate", 0.5);
        var ended = await deployment.End();

        Assert.Equal("completed", (string?)ended["status"]);
        Assert.Contains(ended["events"]!.AsArray(), one => (string?)one!["kind"] == "guardrail" && ((string?)one["detail"])!.Contains("Only reported", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_few_samples_never_fail_but_hold_a_step_that_requires_a_pass()
    {
        var (_, deployment) = await StartAsync(Short, new { metric = "error_rate", max = 0.05, minSamples = 100, required = true });

        await deployment.Report("error_rate", 0.9, points: 99);
        await Task.Delay(2000);
        var held = await deployment.Get();
        Assert.Equal(("inProgress", 10m, "inconclusive"), ((string?)held["status"], (decimal?)held["percentage"], (string?)held["guardrails"]![0]!["last"]!["verdict"]));
        Assert.Equal(("inProgress", 10m), ((string?)(await deployment.Tell("advance")).ShouldBe(200)["status"], (decimal?)(await deployment.Get())["percentage"]));
        await deployment.Report("error_rate", 0, points: 9900);

        Assert.Equal("completed", (string?)(await deployment.End())["status"]);
    }

    [Fact]
    public async Task Figures_that_cannot_be_read_never_fail_a_rollout_and_somebody_is_told_after_five_times()
    {
        var (prompt, deployment) = await StartAsync(Manual, new { metric = "error_rate", max = 0.05 });

        fixture.Metrics.Break(prompt.Name);
        var alerted = await deployment.Until(view => ApiDeployment.Events(view).Contains("alert"));

        Assert.Equal(("inProgress", "error"), ((string?)alerted["status"], (string?)alerted["guardrails"]![0]!["last"]!["verdict"]));
        Assert.Single(ApiDeployment.Events(alerted), "alert");
        Assert.True(fixture.Metrics.Failures(prompt.Name) >= 5);
        Assert.Equal("completed", (string?)(await deployment.Tell("complete")).ShouldBe(200)["status"]);
    }

    [Fact]
    public async Task Before_each_next_step_the_guardrails_are_looked_at_also_when_it_is_advanced_by_hand()
    {
        // Nothing looks here but the command itself.
        var undriven = await ApiFixture.Undriven();
        var prompt = await undriven.Client.NewPrompt();
        await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "custom", Manual, [new { metric = "error_rate", max = 0.05 }]);
        await undriven.DriveAsync(prompt.Name, deployment.Id);

        await deployment.Report("error_rate", 0.08);
        var answer = (await deployment.Tell("advance", new { author = "kim" })).ShouldBe(200);

        Assert.Equal(("rolledBack", 10m), ((string?)answer["status"], (decimal?)answer["percentage"]));
        Assert.Equal([("advanced", "kim"), ("guardrail", "system"), ("rolledBack", "system")], answer["events"]!.AsArray().TakeLast(3)
            .Select(one => ((string)one!["kind"]!, (string)one["by"]!)).Order());
    }

    [Fact]
    public async Task Of_a_proportion_few_points_without_an_error_prove_little_and_many_prove_enough()
    {
        var prompt = await api.NewPrompt(new { metrics = new { error_rate = new { kind = "proportion" } } });
        await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "custom", Manual, [new { metric = "error_rate", max = 0.05 }]);
        await deployment.Until(10);

        await deployment.Report("error_rate", 0, points: 50);
        await deployment.Until(view => Last(view) is { } last && (long?)last["samples"] == 50 && (string?)last["verdict"] == "inconclusive");
        await deployment.Report("error_rate", 0, points: 1000);
        await deployment.Until(view => (string?)Last(view)?["verdict"] == "pass");

        static JsonNode? Last(ApiResponse view) => view["guardrails"]![0]!["last"];
    }

    [Fact]
    public async Task A_paused_rollout_is_watched_too()
    {
        var (_, deployment) = await StartAsync(Manual, new { metric = "error_rate", max = 0.05 });
        (await deployment.Tell("pause")).ShouldBe(200);

        await deployment.Report("error_rate", 0.08);

        await deployment.Until("rolledBack");
    }

    [Fact]
    public async Task A_guardrail_shows_what_it_was_set_to_and_its_defaults()
    {
        var (_, deployment) = await StartAsync(Manual, new { metric = "error_rate", max = 0.05 });

        var guardrail = (await deployment.Get())["guardrails"]![0]!.AsObject();

        Assert.Equal(["metric", "max", "min", "maxRegressionPercent", "minSamples", "required", "action", "last"], guardrail.Select(member => member.Key));
        Assert.Equal((0.05, 50, false, "rollback"), ((double?)guardrail["max"], (int?)guardrail["minSamples"], (bool?)guardrail["required"], (string?)guardrail["action"]));
    }

    private async Task<(ApiPrompt Prompt, ApiDeployment Deployment)> StartAsync(object[] steps, object guardrail)
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "custom", steps, [guardrail]);
        await deployment.Until(10);
        return (prompt, deployment);
    }
}
