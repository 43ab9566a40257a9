using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ChangesGroup.Name)]
public sealed class CallBudgetTests(TwoApps apps)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_create_takes_three_storage_calls(bool withKey)
    {
        var prompt = await PrepareAsync();
        Assert.Equal(3, await CountAsync(apps.First, new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content = $"next of {prompt}" }, withKey ? "key" : null)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_promote_to_production_in_the_place_of_a_live_version_takes_three_storage_calls_and_four_for_its_gate(bool withKey)
    {
        var prompt = await PrepareAsync();
        // Gates may be dear, so that a key is looked for before.
        Assert.Equal(withKey ? 8 : 7, await CountAsync(apps.First, new(HttpMethod.Post, $"prompts/{prompt}/versions/0.0.2/promote", new { status = "production" }, withKey ? "key" : null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?label=beta")]
    [InlineData("?version=production")]
    [InlineData("?version=beta")]
    public async Task A_cold_resolve_takes_two_storage_calls_and_the_next_one_none(string query)
    {
        var prompt = await PrepareAsync();
        await using var cold = await TestApp.StartAsync(apps.Azurite.ConnectionString, cacheSeconds: 60);
        var resolve = new ApiRequest(HttpMethod.Get, $"prompts/{prompt}/resolve{query}");

        Assert.Equal(2, await CountAsync(cold, resolve));
        Assert.Equal(0, await CountAsync(cold, resolve));
    }

    [Fact]
    public async Task A_step_in_the_middle_of_a_rollout_takes_three_storage_calls_and_a_look_that_changes_nothing_one()
    {
        var rollout = await Deploying.CreateAsync(apps.First.Api, await PrepareAsync(), "0.0.2", Deploying.Steps((10, "PT0S"), (50, "PT1H")));
        await apps.First.AdvanceAsync(rollout);

        Assert.Equal(3, await CountAsync(() => apps.First.AdvanceAsync(rollout)));
        Assert.Equal(1, await CountAsync(() => apps.First.AdvanceAsync(rollout)));
    }

    [Fact]
    public async Task A_command_to_a_deployment_takes_three_storage_calls_and_advancing_one_more_for_its_guardrails()
    {
        var rollout = await Deploying.RunAsync(apps.Second, await PrepareAsync(), "0.0.2", Deploying.Steps((10, "PT1H"), (50, "PT1H")));

        foreach (var (command, calls) in new[] { ("pause", 3), ("resume", 3), ("advance", 4), ("abort", 3) })
            Assert.Equal((command, calls), (command, await CountAsync(apps.First, Deploying.Command(rollout, command))));
    }

    [Fact]
    public async Task An_emergency_rollback_takes_three_storage_calls_while_a_deployment_runs_and_four_without()
    {
        var prompt = await PrepareAsync();
        await Deploying.PromoteAsync(apps.Second.Api, prompt, "0.0.2");
        await Deploying.RunAsync(apps.Second, prompt, "0.0.3", Deploying.Manual);

        Assert.Equal(3, await CountAsync(apps.First, Deploying.Emergency(prompt)));
        Assert.Equal(4, await CountAsync(apps.First, Deploying.Emergency(prompt)));
    }

    private async Task<int> CountAsync(Func<Task<RolloutProgress>> move)
    {
        var script = new StorageScript();
        await apps.First.Storage.PlayAsync(script, move);
        return script.Calls;
    }

    private static async Task<int> CountAsync(TestApp app, ApiRequest call)
    {
        var script = new StorageScript();
        var answer = await app.Api.SendAsync(call with { Script = script });
        Assert.True(answer.IsSuccess, answer.Text);
        return script.Calls;
    }

    private async Task<string> PrepareAsync()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.Second.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        return prompt;
    }
}
