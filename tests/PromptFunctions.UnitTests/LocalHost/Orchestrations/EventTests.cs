using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

public sealed class EventTests
{
    [Theory]
    [InlineData("a1 b1 a2")]
    [InlineData("b1 a1 a2")]
    [InlineData("a1 a2 b1")]
    public void Events_may_come_in_any_order_and_before_they_are_waited_for(string order)
    {
        using var instance = new ReplayedInstance(async context =>
            await context.WaitForExternalEvent<string>("A") + await context.WaitForExternalEvent<string>("b") + await context.WaitForExternalEvent<string>("a"));

        foreach (var raised in order.Split(' '))
            instance.Raise(raised[..1], raised);
        instance.Wake();

        Assert.Equal("\"a1b1a2\"", instance.End);
    }

    [Fact]
    public void Events_that_come_one_by_one_give_the_same()
    {
        using var instance = new ReplayedInstance(async context =>
            await context.WaitForExternalEvent<string>("A") + await context.WaitForExternalEvent<string>("b") + await context.WaitForExternalEvent<string>("a")).Wake();

        foreach (var raised in (string[])["b1", "a1", "a2"])
            instance.Raise(raised[..1], raised).Wake();

        Assert.Equal("\"a1b1a2\"", instance.End);
    }

    [Theory]
    [InlineData(true, "event")]
    [InlineData(false, "timer")]
    public void The_first_of_an_event_and_a_timer_wins(bool isRaised, string winner)
    {
        using var instance = new ReplayedInstance(async context =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(5), cancel.Token);
            var raised = context.WaitForExternalEvent<object>("go");
            if (await Task.WhenAny(timer, raised) == timer)
                return "timer";
            cancel.Cancel();
            return "event";
        }).Wake();
        Assert.Equal(instance.Now.AddMinutes(5), instance.Instance.WakeAt);

        if (isRaised)
            instance.Raise("go").Wake();
        else
            instance.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal($"\"{winner}\"", instance.End);
    }

    [Fact]
    public void A_wait_can_time_out_and_the_event_still_be_taken_later()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("go", TimeSpan.FromMinutes(1));
            }
            catch (OperationCanceledException)
            {
                return $"late {await context.WaitForExternalEvent<string>("go")}";
            }
        }).Wake();

        instance.Pass(TimeSpan.FromMinutes(1)).Raise("go", "x").Wake();

        Assert.Equal("\"late x\"", instance.End);
    }

    [Theory]
    [InlineData(true, "1 2 3")]
    [InlineData(false, "1")]
    public void Events_that_nobody_waited_for_go_on_to_the_next_generation_if_they_shall(bool preserve, string seen)
    {
        using var instance = new ReplayedInstance(async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            context.ContinueAsNew($"{context.GetInput<string>()} {await context.WaitForExternalEvent<int>("n")}".Trim(), preserve);
            return null;
        }).Wake();

        instance.Raise("N", 1).Raise("n", 2).Raise("n", 3).Wake();
        for (var minute = 0; minute < 3; minute++)
            instance.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal($"\"{seen}\"", instance.History[0].Data);
    }

    [Fact]
    public void Events_that_come_while_it_continues_as_new_are_told_to_the_next_generation()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            context.ContinueAsNew($"{context.GetInput<string>()} {await context.WaitForExternalEvent<int>("n")}".Trim(), preserveUnprocessedEvents: false);
            return null;
        }).Wake();

        instance.Raise("n", 1).Raise("n", 2).Raise("n", 3).Wake();

        Assert.Equal("\"1 2 3\"", instance.History[0].Data);
    }

    [Fact]
    public void A_new_generation_has_a_history_of_its_own()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            context.ContinueAsNew(context.GetInput<int>() + 1);
            return null;
        }, input: 0).Wake();

        for (var minute = 0; minute < 100; minute++)
            instance.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal((101, "100", 2), (instance.Instance.Generation, instance.History[0].Data, instance.History.Count));
    }

    [Fact]
    public void An_orchestrator_that_continues_for_ever_fails()
    {
        using var instance = new ReplayedInstance(context =>
        {
            context.ContinueAsNew();
            return Task.FromResult<object?>(null);
        }).Wake();

        Assert.Equal("The orchestrator continued as new 10000 times without waiting.", instance.End);
    }

    [Fact]
    public void While_it_is_suspended_an_instance_is_told_nothing_and_afterwards_everything()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            List<int> seen = [];
            for (var number = 0; number < 100; number++)
                seen.Add(await context.WaitForExternalEvent<int>("n"));
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return seen.SequenceEqual(Enumerable.Range(0, 100));
        }).Wake();

        instance.Raise("n", 0).Receive(HistoryEventKind.Suspend).Wake();
        for (var number = 1; number < 100; number++)
            instance.Raise("n", number);
        instance.Pass(TimeSpan.FromHours(1));
        Assert.Equal((OrchestrationRuntimeStatus.Suspended, null, 2), (instance.Status, instance.Instance.WakeAt, instance.History.Count));

        instance.Receive(HistoryEventKind.Resume).Wake();
        Assert.Equal(OrchestrationRuntimeStatus.Running, instance.Status);
        instance.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("true", instance.End);
    }

    [Fact]
    public void A_terminated_instance_has_the_output_that_was_given_and_hears_no_more()
    {
        using var instance = new ReplayedInstance(async context => await context.WaitForExternalEvent<int>("n")).Wake();

        instance.Receive(new HistoryEvent(HistoryEventKind.ExecutionTerminated, instance.Now) { Data = "\"enough\"" }).Raise("n", 1).Wake();

        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"enough\""), (instance.Status, instance.End));
    }
}
