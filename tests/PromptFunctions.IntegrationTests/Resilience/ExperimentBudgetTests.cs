using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>What experiments cost in storage calls.</summary>
[Collection(ExperimentsGroup.Name)]
public sealed class ExperimentBudgetTests(TwoApps apps)
{
    private const int Parts = 8;

    [Fact]
    public async Task Results_of_a_subject_take_four_storage_calls()
    {
        await using var app = await WarmAsync();
        var experiment = await Experimenting.CreateAsync(app.Api);
        var subject = experiment.Subjects("control", 1)[0];
        (await app.Api.SendAsync(experiment.Record($"{experiment.Id}-warm", Experimenting.Result(subject, 1)))).Expect(202);

        // The experiment, the batch's registration, the version's figures, the subject's.
        Assert.Equal(4, await CountAsync(app, experiment.Record(experiment.Id, Enumerable.Range(0, 50).Select(i => Experimenting.Result(subject, i)))));
    }

    [Fact]
    public async Task A_look_with_nothing_waiting_takes_as_many_storage_calls_however_many_subjects_there_are()
    {
        await using var app = await WarmAsync();
        foreach (var subjects in new[] { 20, 3000 })
        {
            var experiment = await Experimenting.CreateAsync(app.Api);
            await app.Api.ReportWinAsync(experiment, subjects);
            (await app.Api.GetAsync(experiment.Path())).Expect(200);

            // The experiment; of each part what waits, and what its subjects add up to.
            Assert.Equal(1 + (2 * Parts), await CountAsync(app, new(HttpMethod.Get, experiment.Path())));
        }
    }

    [Fact]
    public async Task A_stopped_experiment_whose_figures_are_frozen_is_read_in_one_storage_call()
    {
        var experiment = await Experimenting.CreateAsync(apps.First.Api);
        await apps.First.Api.ReportWinAsync(experiment);
        (await apps.First.Api.PostAsync($"{experiment.Path()}/stop")).Expect(200);
        await apps.First.CompleteAsync(experiment);

        Assert.Equal(1, await CountAsync(apps.First, new(HttpMethod.Get, experiment.Path())));
    }

    [Fact]
    public async Task Serving_an_experiment_takes_no_storage_call_once_its_route_is_known()
    {
        var experiment = await Experimenting.CreateAsync(apps.First.Api);
        await using var cold = await WarmAsync();
        foreach (var arm in new[] { "control", "treatment" }) (await cold.Api.GetAsync(Resolve(arm))).Expect(200);

        foreach (var arm in new[] { "control", "treatment" }) Assert.Equal(0, await CountAsync(cold, new(HttpMethod.Get, Resolve(arm))));

        string Resolve(string arm) => $"prompts/{experiment.Prompt}/resolve?subject={experiment.Subjects(arm, 1)[0]}";
    }

    private static async Task<int> CountAsync(TestApp app, ApiRequest call)
    {
        var script = new StorageScript();
        var answer = await app.Api.SendAsync(call with { Script = script });
        Assert.True(answer.IsSuccess, answer.Text);
        return script.Calls;
    }

    private Task<TestApp> WarmAsync() => TestApp.StartAsync(apps.Azurite.ConnectionString, cacheSeconds: 60);
}
