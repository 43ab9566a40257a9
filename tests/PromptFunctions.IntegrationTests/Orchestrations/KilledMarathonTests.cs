using Microsoft.DurableTask.Client;
using PromptFunctions.IntegrationTests.Orchestrations.Support;
using PromptFunctions.IntegrationTests.Support;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.OrchestrationHost;
using Xunit.Abstractions;

namespace PromptFunctions.IntegrationTests.Orchestrations;

[Collection(OrchestrationsGroup.Name)]
public sealed class KilledMarathonTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Events = Marathon.Rounds * Marathon.EventsPerRound;
    private const int Activities = Marathon.Rounds * Marathon.ActivitiesPerRound;

    [Fact]
    public async Task An_orchestration_whose_host_is_killed_fifty_times_ends_as_one_that_never_was()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}"); // whatever it fails with
        var undisturbed = await RunUndisturbedAsync();
        var hub = new TestHub(azurite);

        var result = await RunKilledAsync(hub, new Random(seed));
        var runs = await hub.Effects.ReadRunsAsync();
        output.WriteLine($"{runs.Count} runs of {Activities} activities");

        Assert.True(undisturbed.Result == result, $"Seed {seed}: {result}, not {undisturbed.Result}.");
        var effects = await hub.Effects.ReadAsync();
        Assert.Equal(Activities, effects.Count);
        Assert.Equal(undisturbed.Effects.OrderBy(effect => effect.Key), effects.OrderBy(effect => effect.Key));
        // What was done again was under way at a kill: no process does anything twice, and only so much at a time.
        Assert.True(runs.Distinct().Count() == runs.Count, $"Seed {seed}: a process did an activity twice.");
        Assert.True(runs.Count <= Activities + (Kills * 10 * Environment.ProcessorCount), $"Seed {seed}: {runs.Count} runs.");
    }

    private async Task<(string? Result, Dictionary<string, long> Effects)> RunUndisturbedAsync()
    {
        var hub = new TestHub(azurite);
        await hub.Effects.CreateAsync();
        await using var app = await hub.StartAsync();
        var id = await app.Client().ScheduleNewOrchestrationInstanceAsync("Marathon", new MarathonState(0, 0));
        for (var number = 0; number < Events; number++)
            await app.Client().RaiseEventAsync(id, Marathon.Go, number);
        var result = await app.OutputAsync<string>(id);
        Assert.Equal(Activities, (await hub.Effects.ReadRunsAsync()).Count);
        return (result, await hub.Effects.ReadAsync());
    }

    /// <summary>One host drives, one stands by; the one that drives is killed, and the next is started, again and again.</summary>
    private static async Task<string?> RunKilledAsync(TestHub hub, Random random)
    {
        await hub.Effects.CreateAsync();
        await using var http = await hub.StartAsync(group: FunctionGroup.Http); // a client in a process of its own
        var id = await http.Client().ScheduleNewOrchestrationInstanceAsync("Marathon", new MarathonState(0, 0));
        var raised = 0;
        var hosts = new Queue<KillableHost>([hub.StartProcess(), hub.StartProcess()]);
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await RaiseAsync(http, id, kill * Events / Kills);
                await hosts.Peek().Ready.WaitAsync(TestHub.Patience);
                await Task.Delay(random.Next(700));
                await using var killed = hosts.Dequeue();
                killed.Kill();
                hosts.Enqueue(hub.StartProcess());
            }
            await RaiseAsync(http, id, Events);
            return await http.OutputAsync<string>(id);
        }
        finally
        {
            foreach (var host in hosts)
                host.Kill();
        }

        async Task RaiseAsync(LocalHostApp app, string instance, int until)
        {
            for (; raised < until; raised++)
                await app.Client().RaiseEventAsync(instance, Marathon.Go, raised);
        }
    }
}
