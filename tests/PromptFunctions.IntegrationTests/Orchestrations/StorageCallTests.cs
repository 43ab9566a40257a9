using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;
using PromptFunctions.IntegrationTests.Orchestrations.Support;
using PromptFunctions.IntegrationTests.Support;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.OrchestrationHost;
using Xunit.Abstractions;

namespace PromptFunctions.IntegrationTests.Orchestrations;

[Collection(OrchestrationsGroup.Name)]
public sealed class StorageCallTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private readonly TestHub _hub = new(azurite);
    private readonly HubTap _tap = new();

    [Fact]
    public async Task A_timer_an_activity_and_a_new_generation_take_four_calls()
    {
        const int Generations = 20;
        await using var app = await _hub.StartAsync(Eternal(Generations), tap: _tap);

        var id = await app.StartScriptAsync(0);
        using var patience = new CancellationTokenSource(TestHub.Patience);
        for (var before = -1; before != _tap.Calls.Count; await Task.Delay(500, patience.Token))
            before = _tap.Calls.Count; // nobody looks at the instance, so all calls are the engine's
        var calls = _tap.Calls.ToList();

        output.WriteLine($"{calls.Count} calls for {Generations} generations");
        Assert.Equal(Generations, await app.OutputAsync<int>(id));
        Assert.InRange(calls.Count, 4 * Generations, 5 * Generations); // table, scan, creation, start; and now and then a message that comes too late for a wake-up
    }

    [Fact]
    public async Task Calls_that_fail_and_answers_that_are_lost_change_no_result()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var app = await _hub.StartAsync(Eternal(20), tap: _tap);
        var id = await app.StartScriptAsync(0);

        _tap.Fault = _ =>
        {
            lock (random)
                return random.Next(12) switch { 0 => TapFault.NotSent, 1 => TapFault.AnswerLost, _ => TapFault.None };
        };
        using var patience = new CancellationTokenSource(TestHub.Patience);
        await using var other = await _hub.StartAsync(group: FunctionGroup.Http);
        var ended = await other.Client().WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, patience.Token);
        _tap.Fault = _ => TapFault.None;

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(20, ended.ReadOutputAs<int>());
    }

    private static Scripts Eternal(int generations)
    {
        var done = new ConcurrentDictionary<string, bool>();
        return new Scripts
        {
            // Once its answer is stored, an activity is not done again: a call that fails is only sent again.
            Activity = (input, _) => Task.FromResult(done.TryAdd(input, true) ? "done" : throw new InvalidOperationException($"{input} is done twice.")),
            Orchestrator = async context =>
            {
                var generation = context.GetInput<int>();
                if (generation == generations)
                    return generation;
                await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                await context.CallActivityAsync<string>("Act", $"{generation}");
                context.ContinueAsNew(generation + 1);
                return null;
            },
        };
    }
}
