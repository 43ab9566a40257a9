using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ChangesGroup.Name)]
public sealed class InterruptedChangesTests(TwoApps apps)
{
    private const int AtOnce = 4;

    public static TheoryData<string, bool> Changes()
    {
        var data = new TheoryData<string, bool>();
        foreach (var scenario in Scenario.All)
        {
            foreach (var withKey in scenario.WithKey) data.Add(scenario.Name, withKey);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_process_that_dies_between_two_storage_calls_leaves_the_old_state_or_the_new_one_and_the_retry_completes_it(string change, bool withKey)
    {
        var scenario = Scenario.All.Single(one => one.Name == change);
        var undisturbed = await UndisturbedAsync(scenario, withKey);

        await Parallel.ForEachAsync(Scenario.Moments(0, undisturbed.Calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (calls, _) =>
        {
            var (prompt, unkeyed) = await scenario.PrepareAsync(apps.Second);
            var call = Keyed(unkeyed, withKey);
            (await apps.First.Api.SendAsync(call with { Script = new() { DieAfter = calls } })).Expect(500);

            var left = await PromptState.ReadAsync(apps.Fresh, prompt);
            Assert.True(left == undisturbed.Before || left == undisturbed.After, $"After {calls} of {undisturbed.Calls} calls:\n{left}\nis neither\n{undisturbed.Before}\nnor\n{undisturbed.After}");
            Assert.True(calls < undisturbed.Calls || left == undisturbed.After, "All calls took effect, but the change did not.");
            // Without a key, a POST that took effect is another change when it is sent again.
            if (left == undisturbed.After && call.Key is null && call.Method == HttpMethod.Post && call.Path != "import") return;

            var retried = await apps.Fresh.SendAsync(call);
            Assert.True(retried.IsSuccess || (call.Method == HttpMethod.Delete && retried.Code == "unknown-label"), retried.Text);
            if (left == undisturbed.Before || (withKey && call.Path != "import")) Assert.Equal(undisturbed.Answer, PromptState.Normalize(retried.Text, prompt));
            Assert.Equal(undisturbed.After, await PromptState.ReadAsync(apps.Fresh, prompt));
        });
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_whose_storage_call_took_effect_without_an_answer_is_made_once(string change, bool withKey)
    {
        var scenario = Scenario.All.Single(one => one.Name == change);
        var undisturbed = await UndisturbedAsync(scenario, withKey);

        await Parallel.ForEachAsync(Scenario.Moments(1, undisturbed.Calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var (prompt, call) = await scenario.PrepareAsync(apps.Second);
            var answer = await apps.First.Api.SendAsync(Keyed(call, withKey) with { Script = new() { LoseAnswerOf = number } });

            Assert.True(answer.IsSuccess, $"Call {number} of {undisturbed.Calls}: {answer.Text}");
            Assert.Equal(undisturbed.Answer, PromptState.Normalize(answer.Text, prompt));
            Assert.Equal(undisturbed.After, await PromptState.ReadAsync(apps.Fresh, prompt));
        });
    }

    private static ApiRequest Keyed(ApiRequest call, bool withKey) => withKey ? call with { Key = TwoApps.UniqueName() } : call;

    private async Task<Undisturbed> UndisturbedAsync(Scenario scenario, bool withKey)
    {
        var (prompt, call) = await scenario.PrepareAsync(apps.Second);
        var before = await PromptState.ReadAsync(apps.Fresh, prompt);
        var script = new StorageScript();
        var answer = await apps.First.Api.SendAsync(Keyed(call, withKey) with { Script = script });
        Assert.True(answer.IsSuccess, answer.Text);
        var after = await PromptState.ReadAsync(apps.Fresh, prompt);
        Assert.NotEqual(before, after);
        return new(before, after, PromptState.Normalize(answer.Text, prompt), script.Calls);
    }

    private sealed record Undisturbed(string Before, string After, string Answer, int Calls);
}
