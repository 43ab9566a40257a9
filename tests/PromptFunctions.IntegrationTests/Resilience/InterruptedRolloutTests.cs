using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>The activity that drives a deployment: the orchestration may run it any number of times, and anything may happen meanwhile.</summary>
[Collection(ChangesGroup.Name)]
public sealed class InterruptedRolloutTests(TwoApps apps)
{
    private const int AtOnce = 4;

    public static TheoryData<string> Moves() => [.. RolloutMoveScenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task A_process_that_dies_between_two_storage_calls_of_a_move_leaves_what_the_next_run_completes(string move)
    {
        var scenario = RolloutMoveScenario.All.Single(one => one.Name == move);
        var undisturbed = await UndisturbedAsync(scenario);

        await Parallel.ForAsync(0, undisturbed.Calls + 1, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (calls, _) =>
        {
            var rollout = await scenario.PrepareAsync(apps);
            await Assert.ThrowsAsync<ProcessDiedException>(() => apps.First.Storage.PlayAsync(new() { DieAfter = calls }, () => apps.First.AdvanceAsync(rollout)));

            var left = await StateAsync(rollout);
            Assert.True(left == undisturbed.Before || left == undisturbed.After, $"After {calls} of {undisturbed.Calls} calls:\n{left}\nis neither\n{undisturbed.Before}\nnor\n{undisturbed.After}");
            Assert.True(calls < undisturbed.Calls || left == undisturbed.After, "All calls took effect, but the move did not.");
            await apps.Second.DriveAsync(rollout);
            Assert.Equal(undisturbed.AtRest, await StateAsync(rollout));
        });
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task A_move_whose_storage_call_took_effect_without_an_answer_is_made_once(string move)
    {
        var scenario = RolloutMoveScenario.All.Single(one => one.Name == move);
        var undisturbed = await UndisturbedAsync(scenario);

        await Parallel.ForAsync(1, undisturbed.Calls + 1, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var rollout = await scenario.PrepareAsync(apps);
            await apps.First.Storage.PlayAsync(new() { LoseAnswerOf = number }, () => apps.First.AdvanceAsync(rollout));

            Assert.Equal(undisturbed.After, await StateAsync(rollout));
            await apps.Second.DriveAsync(rollout);
            Assert.Equal(undisturbed.AtRest, await StateAsync(rollout));
        });
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task A_move_that_two_instances_make_at_once_is_made_once(string move)
    {
        var scenario = RolloutMoveScenario.All.Single(one => one.Name == move);
        var undisturbed = await UndisturbedAsync(scenario);

        await Parallel.ForAsync(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (_, _) =>
        {
            var rollout = await scenario.PrepareAsync(apps);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(number => apps.App(number).AdvanceAsync(rollout)));

            await apps.Second.DriveAsync(rollout);
            Assert.Equal(undisturbed.AtRest, await StateAsync(rollout));
        });
    }

    [Fact]
    public async Task A_move_of_a_deployment_that_has_ended_changes_nothing()
    {
        var prompt = await Deploying.ImportAsync(apps.First.Api);
        var rollout = await Deploying.RunAsync(apps.First, prompt, "0.0.2", Deploying.Manual);
        (await apps.First.Api.SendAsync(Deploying.Command(rollout, "rollback"))).Expect(200);
        var ended = await StateAsync(rollout);

        var progress = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => apps.App(number).AdvanceAsync(rollout)));

        Assert.All(progress, one => Assert.True(one.IsEnded));
        Assert.Equal(ended, await StateAsync(rollout));
    }

    private async Task<Undisturbed> UndisturbedAsync(RolloutMoveScenario scenario)
    {
        var rollout = await scenario.PrepareAsync(apps);
        var before = await StateAsync(rollout);
        var script = new StorageScript();
        await apps.First.Storage.PlayAsync(script, () => apps.First.AdvanceAsync(rollout));
        var after = await StateAsync(rollout);
        Assert.NotEqual(before, after);
        await apps.First.DriveAsync(rollout);
        return new(before, after, await StateAsync(rollout), script.Calls);
    }

    /// <summary>The prompt's whole state, after a look whether each transition is once in the audit and once in the events.</summary>
    private async Task<string> StateAsync(RolloutReference rollout)
    {
        var state = await PromptState.ReadAsync(apps.Fresh, rollout.Prompt);
        var events = (await apps.Fresh.GetAsync($"prompts/{rollout.Prompt}/deployments/{rollout.Id}")).Expect(200).Json["events"]!.AsArray()
            .Select(one => one!["kind"]!.GetValue<string>()).Where(kind => kind is not "guardrail").Select(kind => $"deployment.{kind}");
        var audit = (await apps.Fresh.ListAsync($"prompts/{rollout.Prompt}/audit")).Where(entry => entry["target"]!.GetValue<string>() == rollout.Id)
            .Select(entry => entry["action"]!.GetValue<string>()).Reverse();
        Assert.Equal(audit, events);
        return state;
    }

    private sealed record Undisturbed(string Before, string After, string AtRest, int Calls);
}
