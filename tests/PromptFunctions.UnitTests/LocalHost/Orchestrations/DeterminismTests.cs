using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.Replay;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

public sealed class DeterminismTests
{
    [Fact]
    public void Another_activity_is_named_with_the_one_that_was_expected() => AssertChangeFails(
        async context =>
        {
            await context.CallActivityAsync("Changed", 1);
            return await context.CallActivityAsync<int>("B");
        },
        "The history has action #0, activity 'A' with 1; the replay did action #0, activity 'Changed' with 1.");

    [Fact]
    public void Another_input_is_noticed() => AssertChangeFails(
        async context =>
        {
            await context.CallActivityAsync("A", 2);
            return await context.CallActivityAsync<int>("B");
        },
        "The history has action #0, activity 'A' with 1; the replay did action #0, activity 'A' with 2.");

    [Fact]
    public void An_action_of_another_kind_is_noticed() => AssertChangeFails(
        async context =>
        {
            await context.CreateTimer(new DateTime(2030, 1, 2, 0, 0, 0, DateTimeKind.Utc), CancellationToken.None);
            return null;
        },
        "The history has action #0, activity 'A' with 1; the replay did action #0, a timer for 2030-01-02T00:00:00.0000000Z.");

    [Fact]
    public void An_extra_action_is_noticed() => AssertChangeFails(
        async context =>
        {
            var first = context.CallActivityAsync("A", 1);
            await Task.WhenAll(first, context.CallActivityAsync("Extra"));
            return null;
        },
        "The history has no further action here; the replay did action #1, activity 'Extra' with no input.");

    [Fact]
    public void A_missing_action_is_noticed() => AssertChangeFails(
        async context =>
        {
            await context.CallActivityAsync("A", 1);
            await context.WaitForExternalEvent<int>("never");
            return null;
        },
        "The history has action #1, activity 'B' with no input; the replay did not do that.");

    [Fact]
    public void An_orchestrator_that_ends_earlier_than_before_is_noticed() => AssertChangeFails(
        async context =>
        {
            await context.CallActivityAsync("A", 1);
            return null;
        },
        "The history has action #1, activity 'B' with no input; the replay did not do that.");

    [Fact]
    public void The_orchestrator_cannot_catch_it() => AssertChangeFails(
        async context =>
        {
            try
            {
                await context.CallActivityAsync("Changed", 1);
            }
            catch (Exception)
            {
                // as code does that is written to go on
            }
            return await context.CallActivityAsync<int>("B");
        },
        "The history has action #0, activity 'A' with 1; the replay did action #0, activity 'Changed' with 1.");

    [Fact]
    public void A_foreign_await_fails_at_once_where_nothing_else_is_awaited()
    {
        using var instance = new ReplayedInstance(async _ =>
        {
            await Task.Delay(TimeSpan.FromHours(1));
            return null;
        }).Wake();

        AssertForeign(instance);
    }

    [Fact]
    public void A_foreign_await_between_activities_fails()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            await context.CallActivityAsync("A");
            await new TaskCompletionSource().Task;
            return await context.CallActivityAsync<int>("B");
        }).Wake();

        instance.Complete(instance.Open.Single()).Wake();

        AssertForeign(instance);
    }

    [Fact]
    public void A_foreign_await_beside_an_activity_is_told_when_it_ends()
    {
        var foreign = new TaskCompletionSource();
        using var instance = new ReplayedInstance(async context =>
        {
            var activity = context.CallActivityAsync("A");
            await foreign.Task;
            await activity;
            return null;
        }).Wake();
        Assert.Equal((OrchestrationRuntimeStatus.Running, 0), (instance.Status, instance.ForeignReports));

        foreign.SetResult();

        Assert.Equal(1, instance.ForeignReports);
    }

    [Fact]
    public void A_context_that_is_used_on_another_thread_fails_the_orchestration()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            var other = new Thread(() => Assert.Throws<InvalidOperationException>(() => context.SetCustomStatus("foreign")));
            other.Start();
            other.Join();
            return await context.CallActivityAsync<int>("A");
        }).Wake();

        AssertForeign(instance);
    }

    [Fact]
    public void Tasks_may_be_combined_and_yielded()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            await Task.Yield();
            await Task.CompletedTask.ConfigureAwait(false);
            var calls = new List<Task<int>> { context.CallActivityAsync<int>("A"), context.CallActivityAsync<int>("B") };
            var sum = await (await Task.WhenAny(calls));
            await Task.Yield();
            return sum + (await Task.WhenAll(calls)).Sum();
        }).Wake();

        foreach (var activity in instance.Open.Reverse().ToList())
            instance.Complete(activity, 21).Wake();

        Assert.Equal("63", instance.End);
    }

    private static void AssertForeign(ReplayedInstance instance)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.Status);
        Assert.Equal(OrchestrationRun.ForeignAwait, instance.End);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, instance.Failure!.ErrorType);
    }

    /// <summary>A history of A, its end, and B; then the orchestrator changes.</summary>
    private static void AssertChangeFails(Func<TaskOrchestrationContext, Task<object?>> changed, string message)
    {
        using var instance = new ReplayedInstance(async context =>
        {
            await context.CallActivityAsync("A", 1);
            return await context.CallActivityAsync<int>("B");
        }).Wake();
        instance.Complete(instance.Open.Single()).Wake();

        instance.Orchestrator = changed;
        instance.Complete(instance.Open.Single(), 1).Wake();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.Status);
        Assert.Equal(message, instance.End);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, instance.Failure!.ErrorType);
    }
}
