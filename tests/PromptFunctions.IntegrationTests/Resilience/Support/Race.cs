using System.Text.Json.Nodes;
using PromptFunctions.Core.Rollouts;
using Xunit.Abstractions;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Rounds of calls that meet at random, on two instances. The seed is printed.</summary>
internal sealed class Race(TwoApps apps, ITestOutputHelper output)
{
    private const int AtOnce = 3;

    /// <summary>Runs rounds, each with a source of chance of its own.</summary>
    public async Task RunAsync(int rounds, Func<Random, Task> round)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        await Parallel.ForAsync(0, rounds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            try
            {
                await round(new Random(seed + number));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Round {number} with seed {seed + number} failed.", e);
            }
        });
    }

    /// <summary>Sends calls at once, each to one of the instances after a moment; gives the answers in the calls' order.</summary>
    public async Task<IReadOnlyList<Answer>> MeetAsync(Random chance, params ApiRequest[] calls) =>
        await Task.WhenAll(calls.Select(call => AfterAWhileAsync(chance, chance.Next(2), app => app.Api.SendAsync(call))).ToList());

    /// <summary>Makes a move at one of the instances after a moment.</summary>
    public Task MoveAsync(Random chance, RolloutReference rollout) => AfterAWhileAsync(chance, chance.Next(2), app => app.AdvanceAsync(rollout));

    /// <summary>Checks that all views agree, that what is served is what is live, and that each answer's reason (or author) is in the audit once if it succeeded, and else not at all.</summary>
    public async Task<JsonNode> CheckAsync(string prompt, IEnumerable<(string Reason, Answer Answer)> answers)
    {
        await PromptState.ReadAsync(apps.Fresh, prompt);
        var audit = (await apps.Fresh.ListAsync($"prompts/{prompt}/audit")).Select(entry => new[] { entry["reason"]?.GetValue<string>(), entry["by"]!.GetValue<string>() }).ToList();
        foreach (var (reason, answer) in answers)
        {
            Assert.True(answer.IsSuccess || answer.Status == 409, answer.Text);
            Assert.True(audit.Count(entry => entry.Contains(reason)) == (answer.IsSuccess ? 1 : 0), $"{reason} was answered {answer.Text}\nThe audit has {string.Join(", ", audit.Select(entry => string.Join(" by ", entry)))}");
        }
        var state = (await apps.Fresh.GetAsync($"prompts/{prompt}")).Expect(200).Json;
        if (state["rollout"] is not null) return state;
        foreach (var subject in Enumerable.Range(0, 10))
            Assert.Equal(state["live"]!.GetValue<string>(), (await apps.Fresh.GetAsync($"prompts/{prompt}/resolve?subject={subject}")).Expect(200)["version"]);
        return state;
    }

    private async Task<T> AfterAWhileAsync<T>(Random chance, int app, Func<TestApp, Task<T>> call)
    {
        var moment = TimeSpan.FromMilliseconds(chance.Next(12));
        await Task.Delay(moment);
        return await call(apps.App(app));
    }
}
