using System.Collections.Concurrent;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PromptFunctions.IntegrationTests.Orchestrations.Support;
using PromptFunctions.IntegrationTests.Support;
using PromptFunctions.OrchestrationHost;

namespace PromptFunctions.IntegrationTests.Orchestrations;

[Collection(OrchestrationsGroup.Name)]
public sealed class OrchestrationTests(AzuriteFixture azurite)
{
    private readonly TestHub _hub = new(azurite);

    [Fact]
    public async Task The_client_is_bound_in_http_functions_timers_and_activities()
    {
        await using var app = await _hub.StartAsync(async context => await context.CallActivityAsync<string>("StartFromActivity", "from-activity"));
        using var http = new HttpClient { BaseAddress = app.BaseAddress };

        using var answer = await http.PostAsync(new Uri("api/greetings/from-http?name=Ada", UriKind.Relative), null);
        await app.RunTimerAsync("StartFromTimer");
        await app.EndAsync(await app.StartScriptAsync());

        Assert.Equal("from-http", await answer.Content.ReadAsStringAsync());
        Assert.Equal("Hello, Ada, from from-http", await app.OutputAsync<string>("from-http"));
        Assert.Equal("Hello, False, from from-timer", await app.OutputAsync<string>("from-timer"));
        Assert.Equal("Hello, activity, from from-activity", await app.OutputAsync<string>("from-activity"));
    }

    [Fact]
    public async Task A_fan_out_of_150_activities_does_each_once()
    {
        var done = new ConcurrentBag<string>();
        await using var app = await _hub.StartAsync(new Scripts
        {
            Activity = (input, _) =>
            {
                done.Add(input);
                return Task.FromResult(input);
            },
            Orchestrator = async context =>
                (await Task.WhenAll(Enumerable.Range(0, 150).Select(number => context.CallActivityAsync<string>("Act", $"{number}")))).Sum(int.Parse),
        });

        Assert.Equal(149 * 75, await app.OutputAsync<int>(await app.StartScriptAsync()));
        Assert.Equal((150, 150), (done.Count, done.Distinct().Count()));
    }

    [Fact]
    public async Task Values_as_large_as_a_row_pass_through()
    {
        var large = new string('ü', 74_000); // escaped six times as long
        await using var app = await _hub.StartAsync(async context =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => context.CallActivityAsync<string>("Act", context.GetInput<string>())));
            return results.All(result => result == context.GetInput<string>()) ? results[0] : "different";
        });

        var id = await app.StartScriptAsync(large);

        Assert.Equal(large, await app.OutputAsync<string>(id));
        await Assert.ThrowsAsync<ArgumentException>(() => app.StartScriptAsync(new string('x', 500_000)));
    }

    [Fact]
    public async Task An_input_that_is_no_json_is_refused_before_anything_is_stored()
    {
        await using var app = await _hub.StartAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => app.StartScriptAsync(new Action(() => { })));

        Assert.Empty(await ReadAllAsync(app.Client()));
    }

    [Fact]
    public async Task An_id_may_have_any_characters_that_a_key_may_have()
    {
        const string Id = "ü & 100% 'quoted' +plus:@~";
        await using var app = await _hub.StartAsync();

        await app.Client().ScheduleNewOrchestrationInstanceAsync("Greet", "x", new StartOrchestrationOptions(Id));

        Assert.Equal($"Hello, x, from {Id}", await app.OutputAsync<string>(Id));
        Assert.Equal(Id, Assert.Single(await ReadAllAsync(app.Client())).InstanceId);
    }

    [Theory]
    [InlineData("../..")]
    [InlineData("a#b")]
    [InlineData("@a")]
    public async Task An_id_that_the_functions_host_would_not_take_is_refused(string id)
    {
        await using var app = await _hub.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => app.Client().ScheduleNewOrchestrationInstanceAsync("Greet", "x", new StartOrchestrationOptions(id)));
    }

    [Fact]
    public async Task An_id_is_taken_until_its_orchestration_has_ended()
    {
        await using var app = await _hub.StartAsync(async context => await context.WaitForExternalEvent<string>("go"));
        var options = new StartOrchestrationOptions("one");
        await app.Client().ScheduleNewOrchestrationInstanceAsync("Scripted", options);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => app.Client().ScheduleNewOrchestrationInstanceAsync("Scripted", options));
        await app.Client().RaiseEventAsync("one", "go", "first");
        Assert.Equal("first", await app.OutputAsync<string>("one"));
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            app.Client().ScheduleNewOrchestrationInstanceAsync("Scripted", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed)));
        await app.Client().ScheduleNewOrchestrationInstanceAsync("Scripted", options);
        await app.Client().RaiseEventAsync("one", "GO", "second");

        Assert.Equal("second", await app.OutputAsync<string>("one"));
    }

    [Fact]
    public async Task An_orchestration_is_suspended_resumed_and_terminated()
    {
        await using var app = await _hub.StartAsync(async context =>
        {
            context.SetCustomStatus(await context.WaitForExternalEvent<string>("status"));
            return await context.WaitForExternalEvent<string>("never");
        });
        var (client, id) = (app.Client(), await app.StartScriptAsync());
        await client.WaitForInstanceStartAsync(id).WaitAsync(TestHub.Patience);

        await client.SuspendInstanceAsync(id, "for a test");
        await app.UntilAsync(id, instance => instance.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await client.RaiseEventAsync(id, "status", "heard");
        await client.ResumeInstanceAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await app.UntilAsync(id, instance => instance.SerializedCustomStatus is not null)).RuntimeStatus);
        await client.TerminateInstanceAsync(id, "enough");

        var ended = await app.EndAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough", "heard"), (ended.RuntimeStatus, ended.ReadOutputAs<string>(), ended.ReadCustomStatusAs<string>()));
    }

    [Fact]
    public async Task Ended_orchestrations_are_listed_and_purged_with_all_their_rows()
    {
        await using var app = await _hub.StartAsync(async context => context.GetInput<int>() == 0 ? await context.WaitForExternalEvent<int>("never") : context.GetInput<int>());
        var running = await app.StartScriptAsync(0);
        foreach (var number in Enumerable.Range(1, 5))
            await app.EndAsync(await app.StartScriptAsync(number));
        await app.Client().WaitForInstanceStartAsync(running).WaitAsync(TestHub.Patience);

        var completed = await ReadAllAsync(app.Client(), new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], PageSize: 2, FetchInputsAndOutputs: true));
        Assert.Equal([1, 2, 3, 4, 5], completed.Select(instance => instance.ReadOutputAs<int>()).Order());
        Assert.Equal(0, (await app.Client().PurgeInstanceAsync(running)).PurgedInstanceCount);
        Assert.Equal(5, (await app.Client().PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);

        Assert.Equal(running, Assert.Single(await ReadAllAsync(app.Client())).InstanceId);
        Assert.Null(await app.Client().GetInstanceAsync(completed[0].InstanceId));
    }

    [Fact]
    public async Task What_always_fails_stops_nobody_else()
    {
        await using var app = await _hub.StartAsync(new Scripts
        {
            Activity = (_, _) => throw new InvalidOperationException("Failed on purpose"),
            Orchestrator = context => context.CallActivityAsync<object?>("Act", "x")!,
        });
        var poisoned = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.StartScriptAsync()));
        var unknown = await app.Client().ScheduleNewOrchestrationInstanceAsync("NoSuchOrchestrator");

        var healthy = await app.Client().ScheduleNewOrchestrationInstanceAsync("Greet", "x");

        Assert.StartsWith("Hello", await app.OutputAsync<string>(healthy), StringComparison.Ordinal);
        Assert.Equal("There is no orchestrator named 'NoSuchOrchestrator'.", (await app.EndAsync(unknown)).FailureDetails!.ErrorMessage);
        foreach (var id in poisoned)
            Assert.Contains("Failed on purpose", (await app.EndAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_await_beside_a_timer_fails_the_orchestration()
    {
        await using var app = await _hub.StartAsync(async context =>
        {
            var timer = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            await Task.Delay(50);
            await timer;
            return null;
        });

        var ended = await app.EndAsync(await app.StartScriptAsync());

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("Task.Delay", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestration_sends_events_to_others()
    {
        await using var app = await _hub.StartAsync(async context =>
        {
            if (context.GetInput<string>() is not { } other)
                return await context.WaitForExternalEvent<string>("hello");
            context.SendEvent(other, "hello", "from " + context.InstanceId);
            return null;
        });
        var receiver = await app.StartScriptAsync();

        var sender = await app.StartScriptAsync(receiver);

        Assert.Equal($"from {sender}", await app.OutputAsync<string>(receiver));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await app.EndAsync(sender)).RuntimeStatus);
    }

    [Fact]
    public async Task An_orchestration_starts_when_it_was_asked_to()
    {
        await using var app = await _hub.StartAsync();
        var start = DateTimeOffset.UtcNow.AddSeconds(1);

        await app.Client().ScheduleNewOrchestrationInstanceAsync("Greet", "later", new StartOrchestrationOptions("later", start));

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await app.Client().GetInstanceAsync("later"))!.RuntimeStatus);
        Assert.Equal("Hello, later, from later", await app.OutputAsync<string>("later"));
        Assert.True(DateTimeOffset.UtcNow >= start);
    }

    private static async Task<List<OrchestrationMetadata>> ReadAllAsync(DurableTaskClient client, OrchestrationQuery? query = null)
    {
        List<OrchestrationMetadata> all = [];
        await foreach (var instance in client.GetAllInstancesAsync(query))
            all.Add(instance);
        return all;
    }
}
