using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Starting experiments, and looking at them.</summary>
public sealed class ExperimentTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Nowhere = "01J00000000000000000000000";

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task An_experiment_of_two_versions_begins_with_what_was_not_said_filled_in()
    {
        var prompt = await ApiExperiment.Prepare(api);

        var created = (await ApiExperiment.TryStart(api, prompt, new { successMetrics = (object?)null, author = "kim" })).ShouldBe(201);

        var experiment = new ApiExperiment(api, prompt, created);
        Assert.Equal($"/api{experiment.Path}", created.Header("Location"));
        var shown = await experiment.Get();
        Assert.Equal((created.ETag, created.Text), (shown.ETag, shown.Text));
        Assert.Equal(["id", "prompt", "name", "status", "control", "treatment", "trafficSplit", "durationDays", "successMetrics", "method", "alpha", "tuning", "minSubjectsPerArm",
            "autoPromote", "promote", "hash", "by", "startedAt", "endsAt", "endedAt", "reason", "promotion", "arms", "sampleRatio", "comparisons", "decision", "winner", "recommendation", "lateObservations", "complete"],
            shown.Json.AsObject().Select(member => member.Key));
        Assert.Equal((prompt.Name, "which is better", "active", "0.0.1", "0.0.2"), ((string?)shown["prompt"], (string?)shown["name"], (string?)shown["status"], (string?)shown["control"], (string?)shown["treatment"]));
        Assert.Equal((0.5, 7.0, 0.05, 5000.0, 100), ((double)shown["trafficSplit"]!, (double)shown["durationDays"]!, (double)shown["alpha"]!, (double)shown["tuning"]!, (int)shown["minSubjectsPerArm"]!));
        Assert.Equal(("sequential", false, "immediate", "sha256-1", "kim"), ((string?)shown["method"], (bool?)shown["autoPromote"], (string?)shown["promote"], (string?)shown["hash"], (string?)shown["by"]));
        Assert.Equal(["accuracy", "response_time"], shown["successMetrics"]!.AsArray().Select(metric => (string?)metric));
        Assert.Equal(TimeSpan.FromDays(7), (DateTimeOffset)shown["endsAt"]! - (DateTimeOffset)shown["startedAt"]!);
        Assert.Equal([("control", "0.0.1", 0, 5000), ("treatment", "0.0.2", 5000, 10_000)],
            shown["arms"]!.AsArray().Select(arm => ((string)arm!["name"]!, (string)arm["version"]!, (int)arm["from"]!, (int)arm["to"]!)));
        Assert.Equal(("insufficient-data", null), ((string?)shown["decision"], (string?)shown["winner"]));
        Assert.Equal(experiment.Id, (string?)(await prompt.Get())["experiment"]);
        var audited = (await prompt.Audit())[0];
        Assert.Equal(("experiment.created", "kim", experiment.Id), ((string?)audited["action"], (string?)audited["by"], (string?)audited["target"]));
    }

    [Fact]
    public async Task Several_arms_have_names_of_their_own_and_the_first_is_the_control()
    {
        var experiment = await ApiExperiment.Start(api, versions: 3, members: new
        {
            arms = new[] { new { name = "old", version = "0.0.1", weight = 2.0 }, new { name = "short", version = "0.0.2", weight = 1.0 }, new { name = "polite", version = "0.0.3", weight = 1.0 } },
            durationDays = 0.5,
            alpha = 0.01,
            tuning = 800,
            minSubjectsPerArm = 7,
            method = "fixed",
            autoPromote = true,
            promote = "canary",
        });

        var shown = await experiment.Get();
        Assert.Equal([("old", "0.0.1", 2.0, 0, 5000), ("short", "0.0.2", 1.0, 5000, 7500), ("polite", "0.0.3", 1.0, 7500, 10_000)],
            shown["arms"]!.AsArray().Select(arm => ((string)arm!["name"]!, (string)arm["version"]!, (double)arm["weight"]!, (int)arm["from"]!, (int)arm["to"]!)));
        Assert.Equal(("0.0.1", null, 0.5, 0.5), ((string?)shown["control"], (string?)shown["treatment"], (double?)shown["trafficSplit"], (double?)shown["durationDays"]));
        Assert.Equal((0.01, 800.0, 7, "fixed", true, "canary"),
            ((double)shown["alpha"]!, (double)shown["tuning"]!, (int)shown["minSubjectsPerArm"]!, (string?)shown["method"], (bool?)shown["autoPromote"], (string?)shown["promote"]));
        Assert.Equal(["short", "polite"], shown["comparisons"]!.AsArray().Select(row => (string?)row!["arm"]));
    }

    [Theory]
    [InlineData("""{"control":"0.0.1","treatment":"0.0.2"}""", "name")]
    [InlineData("""{"name":" ","control":"0.0.1","treatment":"0.0.2"}""", "name")]
    [InlineData("""{"name":"n","treatment":"0.0.2"}""", "control")]
    [InlineData("""{"name":"n","control":"0.0.1"}""", "treatment")]
    [InlineData("""{"name":"n","control":"latest","treatment":"0.0.2"}""", "control")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.1"}""", "treatment")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","trafficSplit":0}""", "trafficSplit")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","trafficSplit":1}""", "trafficSplit")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","trafficSplit":0.00001}""", "trafficSplit")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","trafficSplit":"0.5"}""", "trafficSplit")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","durationDays":0}""", "durationDays")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","durationDays":365.1}""", "durationDays")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","alpha":0}""", "alpha")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","alpha":0.51}""", "alpha")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","tuning":9}""", "tuning")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","minSubjectsPerArm":0}""", "minSubjectsPerArm")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","method":"bayesian"}""", "method")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","promote":"custom"}""", "promote")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","successMetrics":[]}""", "successMetrics")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","successMetrics":["accuracy","accuracy"]}""", "successMetrics")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","successMetrics":["accuracy",""]}""", "successMetrics[1]")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","successMetrics":["accuracy","clicks"]}""", "successMetrics[1]")]
    [InlineData("""{"name":"n","control":"0.0.1","treatment":"0.0.2","colour":"red"}""", "colour")]
    [InlineData("""{"name":"n","control":"0.0.1","arms":[{"name":"a","version":"0.0.1","weight":1},{"name":"b","version":"0.0.2","weight":1}]}""", "control")]
    [InlineData("""{"name":"n","treatment":"0.0.2","arms":[{"name":"a","version":"0.0.1","weight":1},{"name":"b","version":"0.0.2","weight":1}]}""", "treatment")]
    [InlineData("""{"name":"n","trafficSplit":0.5,"arms":[{"name":"a","version":"0.0.1","weight":1},{"name":"b","version":"0.0.2","weight":1}]}""", "trafficSplit")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":1}]}""", "arms")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":1},{"name":"a","version":"0.0.2","weight":1}]}""", "arms")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":1},{"name":"b","version":"0.0.1","weight":1}]}""", "arms")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":100000},{"name":"b","version":"0.0.2","weight":1}]}""", "arms")]
    [InlineData("""{"name":"n","arms":[{"name":"A","version":"0.0.1","weight":1},{"name":"b","version":"0.0.2","weight":1}]}""", "arms[0].name")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":1},{"name":"winner","version":"0.0.2","weight":1}]}""", "arms[1].name")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":1},{"name":"b","weight":1}]}""", "arms[1].version")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":0},{"name":"b","version":"0.0.2","weight":1}]}""", "arms[0].weight")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1","weight":-1},{"name":"b","version":"0.0.2","weight":1}]}""", "arms[0].weight")]
    [InlineData("""{"name":"n","arms":[{"name":"a","version":"0.0.1"},{"name":"b","version":"0.0.2","weight":1}]}""", "arms[0].weight")]
    public async Task A_request_that_makes_no_sense_is_refused_at_its_member(string body, string member)
    {
        var prompt = await api.NewPrompt();

        (await api.Post($"{prompt.Path}/experiments", body)).ShouldBeInvalid(member);
    }

    [Fact]
    public async Task A_success_metric_of_the_prompts_own_needs_a_goal()
    {
        var prompt = await ApiExperiment.Prepare(api, new { metrics = new { clicks = new { unit = "n" } } });
        (await ApiExperiment.TryStart(api, prompt, new { successMetrics = new[] { "clicks" } })).ShouldBeInvalid("successMetrics[0]");

        (await api.Put(prompt.Path, new { metrics = new { clicks = new { goal = "maximize" } } })).ShouldBe(200);

        (await ApiExperiment.TryStart(api, prompt, new { successMetrics = new[] { "clicks" } })).ShouldBe(201);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var prompt = await ApiExperiment.Prepare(api);
        var absent = new ApiPrompt(api, ApiClient.UniqueName());

        (await ApiExperiment.TryStart(api, absent)).ShouldBeProblem(404, "unknown-prompt");
        (await ApiExperiment.TryStart(api, prompt, new { treatment = "9.0.0" })).ShouldBeProblem(404, "unknown-version");
        (await absent.Get("/experiments")).ShouldBeProblem(404, "unknown-prompt");
        foreach (var (below, code) in new[] { ($"{absent.Path}/experiments/{Nowhere}", "unknown-prompt"), ($"{prompt.Path}/experiments/{Nowhere}", "unknown-experiment"), ($"{prompt.Path}/experiments/0", "unknown-experiment") })
        {
            (await api.Get(below)).ShouldBeProblem(404, code);
            (await api.Get($"{below}/assignment?subject=x")).ShouldBeProblem(404, code);
            (await api.Post($"{below}/stop")).ShouldBeProblem(404, code);
            (await api.Post($"{below}/results", new { results = new[] { ApiExperiment.Result("x", 1) } })).ShouldBeProblem(404, code);
        }
        Assert.DoesNotContain("experiment.created", await prompt.Actions());
        Assert.Empty((await prompt.Get("/experiments")).ShouldBe(200).Items);
    }

    [Fact]
    public async Task Only_if_the_prompt_is_as_it_was_known_and_once_for_each_key()
    {
        var prompt = await ApiExperiment.Prepare(api);
        var tag = await prompt.ETag();
        await prompt.Label("moved", "0.0.1");
        (await ApiExperiment.TryStart(api, prompt, null, ("If-Match", tag))).ShouldBeProblem(412, "etag-mismatch");

        var first = (await ApiExperiment.TryStart(api, prompt, null, ("If-Match", await prompt.ETag()), ("Idempotency-Key", "k1"))).ShouldBe(201);
        var again = (await ApiExperiment.TryStart(api, prompt, null, ("If-Match", await prompt.ETag()), ("Idempotency-Key", "k1"))).ShouldBe(201);

        Assert.Equal((first.Text, first.Header("Location"), first.ETag), (again.Text, again.Header("Location"), again.ETag));
        Assert.Single((await prompt.Get("/experiments")).Items);
        (await ApiExperiment.TryStart(api, prompt, new { name = "other" }, ("Idempotency-Key", "k1"))).ShouldBeProblem(409, "idempotency-key-reused");
        Assert.Equal(304, (await api.Get($"{prompt.Path}/experiments/{(string?)first["id"]}", ("If-None-Match", first.ETag!))).Status);
    }

    [Fact]
    public async Task Experiments_are_listed_newest_first_page_by_page()
    {
        var prompt = await ApiExperiment.Prepare(api);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var experiment = await ApiExperiment.Start(api, prompt, new { name = $"number {i}" });
            if (i < 4) (await experiment.Stop()).ShouldBe(200);
            ids.Insert(0, experiment.Id);
        }

        var listed = await api.All($"{prompt.Path}/experiments", 2);

        Assert.Equal(ids, listed.Select(item => (string)item["id"]!));
        Assert.Equal(["active", "stopped", "stopped", "stopped", "stopped"], listed.Select(item => (string)item["status"]!));
        Assert.Equal((await api.Get($"{prompt.Path}/experiments/{ids[0]}")).Text, listed[0].ToJsonString(ApiClient.Json));
        (await prompt.Get("/experiments?continuationToken=abc")).ShouldBeInvalid("continuationToken");
        (await prompt.Get("/experiments?status=active")).ShouldBeInvalid("status");
    }
}
