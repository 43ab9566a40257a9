using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

public sealed class ReplayTests
{
    [Fact]
    public void Activities_are_awaited_one_after_another_over_wake_ups()
    {
        using var instance = new ReplayedInstance(async context =>
            await context.CallActivityAsync<int>("First", context.GetInput<int>()) + await context.CallActivityAsync<int>("Second", 2), input: 1).Wake();

        Assert.Equal(("First", "1"), (instance.Open.Single().Name, instance.Open.Single().Data));
        instance.Complete(instance.Open.Single(), 10).Wake();
        Assert.Equal("Second", instance.Open.Single().Name);
        instance.Complete(instance.Open.Single(), 20).Wake();

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "30"), (instance.Status, instance.End));
    }

    [Fact]
    public void A_fan_out_of_150_takes_its_results_in_any_order()
    {
        using var instance = new ReplayedInstance(async context =>
            (await Task.WhenAll(Enumerable.Range(0, 150).Select(number => context.CallActivityAsync<int>("Double", number)))).Sum()).Wake();
        Assert.Equal(150, instance.Open.Count);

        foreach (var activity in instance.Open.Reverse())
            instance.Complete(activity, activity.Id * 2);
        instance.Wake();

        Assert.Equal($"{149 * 150}", instance.End);
    }

    [Fact]
    public void A_second_answer_changes_nothing()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            var first = await context.CallActivityAsync<int>("A");
            return first + await context.CallActivityAsync<int>("B");
        }).Wake();
        var once = instance.Open.Single();

        instance.Complete(once, 1).Complete(once, 100).Wake();
        instance.Complete(instance.Open.Single(), 2).Wake();

        Assert.Equal("3", instance.End);
    }

    [Fact]
    public void The_time_and_new_guids_are_the_same_in_each_replay()
    {
        List<(DateTime, Guid)> seen = [];
        using var instance = new ReplayedInstance(async context =>
        {
            seen.Add((context.CurrentUtcDateTime, context.NewGuid()));
            await context.WaitForExternalEvent<object>("go");
            seen.Add((context.CurrentUtcDateTime, context.NewGuid()));
            await context.WaitForExternalEvent<object>("go");
            return null;
        }).Wake();

        instance.Raise("go").Pass(TimeSpan.FromMinutes(1)).Raise("go").Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.Status);
        Assert.Equal([seen[0], seen[0], seen[2], seen[0], seen[2]], seen);
        Assert.Equal(2, seen.Select(each => each.Item2).Distinct().Count());
        Assert.Equal(TimeSpan.FromMinutes(1), seen[2].Item1 - seen[0].Item1);
    }

    [Fact]
    public void Only_what_is_new_is_no_replay()
    {
        List<bool> replaying = [];
        using var instance = new ReplayedInstance(async context =>
        {
            replaying.Add(context.IsReplaying);
            await context.CallActivityAsync("A");
            replaying.Add(context.IsReplaying);
            return null;
        }).Wake();

        instance.Complete(instance.Open.Single()).Wake();

        Assert.Equal([false, true, false], replaying);
    }

    [Fact]
    public void A_failed_orchestrator_says_why()
    {
        using var instance = new ReplayedInstance(_ => throw new InvalidOperationException("Failed on purpose")).Wake();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.Status);
        Assert.Equal("Failed on purpose", instance.End);
        Assert.True(instance.Failure!.IsCausedBy<InvalidOperationException>());
    }

    [Fact]
    public void An_input_that_is_no_json_fails_the_call_and_can_be_caught()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            try
            {
                await context.CallActivityAsync("A", new Action(() => { }));
                return "called";
            }
            catch (NotSupportedException)
            {
                return "caught";
            }
        }).Wake();

        Assert.Equal("\"caught\"", instance.End);
    }

    [Fact]
    public void An_output_that_is_no_json_fails_the_orchestration()
    {
        using var instance = new ReplayedInstance(_ => Task.FromResult<object?>(new Action(() => { }))).Wake();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.Status);
    }

    [Fact]
    public void The_custom_status_is_the_last_that_was_set()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            context.SetCustomStatus("one");
            await context.CallActivityAsync("A");
            context.SetCustomStatus(new { step = 2 });
            await context.CallActivityAsync("B");
            return null;
        }).Wake();

        Assert.Equal("\"one\"", instance.Instance.CustomStatus);
        instance.Complete(instance.Open.Single()).Wake();
        Assert.Equal("""{"step":2}""", instance.Instance.CustomStatus);
    }

    [Fact]
    public void An_orchestration_ends_after_its_events_are_delivered()
    {
        using var instance = new ReplayedInstance(context =>
        {
            context.SendEvent("other", "hello", 1);
            return Task.FromResult<object?>("done");
        }).Wake();

        var sent = instance.Open.Single();
        Assert.Equal((OrchestrationRuntimeStatus.Running, "other", "hello"), (instance.Status, sent.Target, sent.Name));
        instance.Receive(new(HistoryEventKind.EventDelivered, instance.Now) { Id = sent.Id }, 1).Wake();

        Assert.Equal("\"done\"", instance.End);
    }

    [Fact]
    public void Sub_orchestrations_are_refused()
    {
        using var instance = new ReplayedInstance(async context => await context.CallSubOrchestratorAsync<int>("Child")).Wake();

        Assert.StartsWith("LocalHost runs no sub-orchestrations: Child.", instance.End, StringComparison.Ordinal);
    }
}
