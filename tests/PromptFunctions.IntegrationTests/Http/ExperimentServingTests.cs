using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Who is served which arm.</summary>
public sealed class ExperimentServingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Each_subject_is_served_the_arm_of_its_bucket_every_time()
    {
        var experiment = await ApiExperiment.Start(api, new { trafficSplit = 0.3 });
        var arms = (await experiment.Prompt.Get("/route")).ShouldBe(200)["experiment"]!["arms"]!.AsArray();
        Assert.Equal(experiment.Id, (string?)(await experiment.Prompt.Get("/route"))["experiment"]!["salt"]);

        var served = new Dictionary<string, int> { ["control"] = 0, ["treatment"] = 0 };
        foreach (var subject in Enumerable.Range(0, 200).Select(i => i == 0 ? "Zoë & co 😀" : $"user-{i}"))
        {
            var bucket = Buckets.Of(experiment.Id, subject);
            var arm = arms.Single(arm => bucket >= (int)arm!["from"]! && bucket < (int)arm["to"]!)!;
            var (name, version) = ((string)arm["name"]!, (string)arm["version"]!);

            var resolved = (await experiment.Prompt.Resolve($"?subject={Uri.EscapeDataString(subject)}")).ShouldBe(200);

            Assert.Equal((version, "experiment", experiment.AssignmentOf(name)), ((string?)resolved["version"], (string?)resolved["reason"], (string?)resolved["assignment"]));
            var told = (await experiment.Assignment(subject)).ShouldBe(200);
            Assert.Equal((name, version, experiment.AssignmentOf(name), true), ((string?)told["arm"], (string?)told["version"], (string?)told["assignment"], (bool?)told["active"]));
            served[name]++;
        }
        Assert.InRange(served["control"], 35, 85);
        Assert.Equal((await experiment.Prompt.Resolve("?subject=user-7")).Text, (await experiment.Prompt.Resolve("?subject=user-7")).Text);
    }

    [Theory]
    [InlineData(1.0, 1.0, 1.0, 3333, 6667)]
    [InlineData(0.1, 0.2, 0.3, 1667, 5000)]
    [InlineData(7.0, 11.0, 13.0, 2258, 5806)]
    [InlineData(0.0001, 0.0001, 0.9998, 1, 2)]
    [InlineData(1e8, 3e8, 4e8, 1250, 5000)]
    public async Task The_range_is_cut_by_weight_to_the_bucket(double one, double two, double three, int first, int second)
    {
        var experiment = await ApiExperiment.Start(api, versions: 3, members: new
        {
            arms = new[] { new { name = "a", version = "0.0.1", weight = one }, new { name = "b", version = "0.0.2", weight = two }, new { name = "c", version = "0.0.3", weight = three } },
        });

        (int, int)[] expected = [(0, first), (first, second), (second, 10_000)];
        Assert.Equal(expected, (await experiment.Prompt.Get("/route"))["experiment"]!["arms"]!.AsArray().Select(arm => ((int)arm!["from"]!, (int)arm["to"]!)));
        Assert.Equal(expected, (await experiment.Get())["arms"]!.AsArray().Select(arm => ((int)arm!["from"]!, (int)arm["to"]!)));
        foreach (var subject in Enumerable.Range(0, 20).Select(i => $"user-{i}"))
            Assert.Equal(experiment.ArmOf(subject), (string?)(await experiment.Assignment(subject))["arm"]);
    }

    [Fact]
    public async Task A_pin_or_label_wins_over_an_experiment_and_says_so()
    {
        var experiment = await ApiExperiment.Start(api);
        await experiment.Prompt.Label("stable", "0.0.1");
        var subject = experiment.SubjectsOf("treatment", 1)[0];

        var (labelled, pinned) = (await experiment.Prompt.Resolve($"?subject={subject}&label=stable"), await experiment.Prompt.Resolve($"?subject={subject}&version=0.0.1"));

        Assert.Equal(("0.0.1", "label", null), ((string?)labelled["version"], (string?)labelled["reason"], (string?)labelled["assignment"]));
        Assert.Equal(("0.0.1", "pinned", null), ((string?)pinned["version"], (string?)pinned["reason"], (string?)pinned["assignment"]));
    }

    [Fact]
    public async Task Without_a_subject_each_request_draws_an_arm()
    {
        var experiment = await ApiExperiment.Start(api);
        var seen = new HashSet<string?>();
        for (var i = 0; i < 100 && seen.Count < 2; i++) seen.Add((string?)(await experiment.Prompt.Resolve("?subject="))["assignment"]);

        Assert.Equal([experiment.AssignmentOf("control"), experiment.AssignmentOf("treatment")], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_experiment_is_served_also_where_nothing_is_live()
    {
        var prompt = await ApiExperiment.Prepare(api, versions: 3);
        (await prompt.Promote("0.0.1", "deprecated", new { })).ShouldBe(200);
        (await prompt.Resolve("?subject=x")).ShouldBeProblem(404, "no-live-version");

        var experiment = await ApiExperiment.Start(api, prompt, new { control = "0.0.2", treatment = "0.0.3" });

        Assert.Equal("experiment", (string?)(await prompt.Resolve("?subject=x")).ShouldBe(200)["reason"]);
        (await experiment.Stop()).ShouldBe(200);
        (await prompt.Resolve("?subject=x")).ShouldBeProblem(404, "no-live-version");
    }

    [Fact]
    public async Task An_assignment_is_asked_for_by_a_subject_of_at_most_1024_characters()
    {
        var experiment = await ApiExperiment.Start(api);

        (await api.Get($"{experiment.Path}/assignment")).ShouldBeInvalid("subject");
        (await api.Get($"{experiment.Path}/assignment?subject=")).ShouldBeInvalid("subject");
        (await experiment.Assignment(new string('s', 1025))).ShouldBeInvalid("subject");
        (await experiment.Assignment(new string('s', 1024))).ShouldBe(200);
        (await api.Get($"{experiment.Path}/assignment?subject=x&arm=control")).ShouldBeInvalid("arm");
    }
}
