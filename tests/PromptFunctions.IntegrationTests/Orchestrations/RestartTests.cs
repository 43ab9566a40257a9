using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;
using PromptFunctions.IntegrationTests.Orchestrations.Support;
using PromptFunctions.IntegrationTests.Support;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.OrchestrationHost;

namespace PromptFunctions.IntegrationTests.Orchestrations;

[Collection(OrchestrationsGroup.Name)]
public sealed class RestartTests(AzuriteFixture azurite)
{
    private readonly TestHub _hub = new(azurite);

    [Fact]
    public async Task A_timer_that_waits_when_the_host_stops_fires_in_the_next()
    {
        string id;
        await using (var first = await StartAsync())
        {
            id = await first.StartScriptAsync();
            await first.Client().WaitForInstanceStartAsync(id).WaitAsync(TestHub.Patience);
        }

        await using var second = await StartAsync();

        Assert.Equal("fired", await second.OutputAsync<string>(id));

        Task<LocalHostApp> StartAsync() => _hub.StartAsync(async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(2), CancellationToken.None);
            return "fired";
        });
    }

    [Fact]
    public async Task What_was_done_before_a_restart_is_not_done_again_and_what_was_under_way_is()
    {
        var done = new ConcurrentQueue<string>();
        var isReached = new TaskCompletionSource();
        string id;
        await using (var first = await StartAsync(async (input, cancellationToken) =>
        {
            if (input == "second")
            {
                isReached.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }))
        {
            id = await first.StartScriptAsync();
            await isReached.Task.WaitAsync(TestHub.Patience);
        }
        Assert.Equal(["first", "second"], done);

        await using var second = await StartAsync((_, _) => Task.CompletedTask);

        Assert.Equal("firstsecond", await second.OutputAsync<string>(id));
        Assert.Equal(["first", "second", "second"], done);

        Task<LocalHostApp> StartAsync(Func<string, CancellationToken, Task> act) => _hub.StartAsync(new Scripts
        {
            Activity = async (input, cancellationToken) =>
            {
                done.Enqueue(input);
                await act(input, cancellationToken);
                return input;
            },
            Orchestrator = async context =>
                await context.CallActivityAsync<string>("Act", "first") + await context.CallActivityAsync<string>("Act", "second"),
        });
    }

    [Fact]
    public async Task A_changed_orchestrator_fails_and_says_what_it_did_otherwise()
    {
        string id;
        await using (var first = await _hub.StartAsync(async context => await context.CallActivityAsync<string>("Act", "old") + await context.WaitForExternalEvent<string>("go")))
        {
            id = await first.StartScriptAsync();
            await first.UntilAsync(id, instance => instance.LastUpdatedAt > instance.CreatedAt);
        }

        await using var second = await _hub.StartAsync(async context => await context.CallActivityAsync<string>("Act", "new") + await context.WaitForExternalEvent<string>("go"));
        await second.Client().RaiseEventAsync(id, "go", "now");

        var ended = await second.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("The history has action #0, activity 'Act' with \"old\"; the replay did action #0, activity 'Act' with \"new\".", ended.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task Of_two_hosts_on_a_hub_one_drives_and_the_other_takes_over_when_it_stops()
    {
        var first = await StartAsync("first");
        Assert.Equal("first", await first.OutputAsync<string>(await first.StartScriptAsync())); // it has the lease now
        await using var second = await StartAsync("second");

        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => second.StartScriptAsync()));
        foreach (var id in ids)
            Assert.Equal("first", await second.OutputAsync<string>(id));
        await first.DisposeAsync();

        Assert.Equal("second", await second.OutputAsync<string>(await second.StartScriptAsync()));

        Task<LocalHostApp> StartAsync(string name) => _hub.StartAsync(new Scripts
        {
            Activity = (_, _) => Task.FromResult(name),
            Orchestrator = async context => await context.CallActivityAsync<string>("Act", ""),
        });
    }

    [Fact]
    public async Task A_client_in_another_host_starts_tells_and_waits()
    {
        await using var durable = await _hub.StartAsync(new Scripts { Orchestrator = async context => await context.WaitForExternalEvent<int>("go") + 1 }, FunctionGroup.Durable);
        await using var http = await _hub.StartAsync(group: FunctionGroup.Http);

        var id = await http.StartScriptAsync();
        await http.Client().WaitForInstanceStartAsync(id).WaitAsync(TestHub.Patience);
        await http.Client().RaiseEventAsync(id, "go", 41);

        Assert.Equal(42, await http.OutputAsync<int>(id));
    }
}
