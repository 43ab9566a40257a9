using Microsoft.DurableTask;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Orchestrations;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Orchestrations;

/// <summary>
/// The substitute's tasks end when a test ends them, and what follows runs at once on the test's own thread, as the
/// engine's replay has it.
/// </summary>
public sealed class RolloutOrchestratorTests
{
    private static readonly RolloutTurn Rollout = new("p", "d1");
    private static readonly DateTime Now = new(2040, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    private readonly TaskOrchestrationContext context = Substitute.For<TaskOrchestrationContext>();
    private readonly TaskCompletionSource timer = new();
    private readonly TaskCompletionSource<string> changed = new();
    private CancellationToken ofTimer;
    private CancellationToken ofEvent;
    private Thread? cancelledOn;
    private Thread? continuedOn;

    public RolloutOrchestratorTests()
    {
        context.GetInput<RolloutTurn>().Returns(Rollout);
        context.CurrentUtcDateTime.Returns(Now);
        context.CreateTimer(default(DateTime), default).ReturnsForAnyArgs(timer.Task).AndDoes(call =>
        {
            ofTimer = call.Arg<CancellationToken>();
            ofTimer.Register(() => cancelledOn = Thread.CurrentThread);
        });
        context.WaitForExternalEvent<string>("").ReturnsForAnyArgs(changed.Task).AndDoes(call => ofEvent = call.Arg<CancellationToken>());
        context.WhenForAnyArgs(engine => engine.ContinueAsNew()).Do(_ => continuedOn = Thread.CurrentThread);
    }

    [Fact]
    public void The_next_move_is_asked_for_with_retries()
    {
        Progress(isEnded: true, null);
        Start();

        context.Received(1).CallActivityAsync<RolloutProgress>(RolloutActivities.Advance, Rollout, RolloutActivities.Retries);
        Assert.Equal((6, TimeSpan.FromSeconds(2), 2d), (RolloutActivities.Retries.Retry!.Policy!.MaxNumberOfAttempts, RolloutActivities.Retries.Retry.Policy.FirstRetryInterval, RolloutActivities.Retries.Retry.Policy.BackoffCoefficient));
    }

    [Fact]
    public void It_ends_when_the_deployment_has_ended()
    {
        Progress(isEnded: true, null);

        Assert.True(Start().IsCompletedSuccessfully);
        RequireNoTimer();
        context.DidNotReceiveWithAnyArgs().ContinueAsNew();
        context.Received(1).SetCustomStatus(new RolloutStatus("monitoring", 12.5m, null));
    }

    [Fact]
    public void Its_status_shows_the_stage_the_percentage_and_the_next_change()
    {
        Progress(isEnded: false, Now.AddMinutes(5));
        Start();

        context.Received(1).SetCustomStatus(new RolloutStatus("monitoring", 12.5m, Now.AddMinutes(5)));
    }

    [Fact]
    public void It_waits_until_the_next_change_and_then_begins_anew()
    {
        Progress(isEnded: false, Now.AddMinutes(5));
        var run = Start();

        RequireWaits(run, Now.AddMinutes(5));
        OnEngine(timer.TrySetResult);
        RequireBegunAnew(run);
        Assert.True(ofEvent.IsCancellationRequested);
    }

    [Fact]
    public void A_change_ends_the_wait_and_the_timer()
    {
        Progress(isEnded: false, Now.AddMinutes(5));
        var run = Start();

        OnEngine(() => changed.TrySetResult(""));
        RequireBegunAnew(run);
        Assert.True(ofTimer.IsCancellationRequested);
    }

    [Fact]
    public void The_next_turn_knows_what_caused_it()
    {
        Progress(isEnded: false, Now.AddMinutes(5));
        var run = Start();

        OnEngine(() => changed.TrySetResult("00-trace-of-a-request-01"));
        RequireBegunAnew(run, Rollout with { Cause = "00-trace-of-a-request-01" });
    }

    [Fact]
    public void A_cause_is_that_of_one_turn_only()
    {
        context.GetInput<RolloutTurn>().Returns(Rollout with { Cause = "00-trace-of-a-request-01" });
        Progress(isEnded: false, Now.AddMinutes(5));
        var run = Start();

        OnEngine(timer.TrySetResult);
        RequireBegunAnew(run);
    }

    [Fact]
    public void Without_a_next_change_it_waits_for_one_for_twelve_hours_at_most()
    {
        Progress(isEnded: false, null);
        var run = Start();

        RequireWaits(run, Now.AddHours(12));
        OnEngine(timer.TrySetResult);
        RequireBegunAnew(run);
    }

    [Theory]
    [InlineData(12.0, 12.0)]
    [InlineData(11.9, 11.9)]
    [InlineData(12.1, 12.0)]
    [InlineData(720, 12.0)]
    public void A_long_wait_is_cut_up(double hours, double waited)
    {
        Progress(isEnded: false, Now.AddHours(hours));

        RequireWaits(Start(), Now.AddHours(waited));
        context.Received(1).SetCustomStatus(new RolloutStatus("monitoring", 12.5m, Now.AddHours(hours)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-100_000_000)]
    public void A_change_that_is_due_is_made_without_a_timer(long ticks)
    {
        Progress(isEnded: false, Now.AddTicks(ticks));
        var run = Start();

        RequireNoTimer();
        RequireBegunAnew(run);
    }

    [Fact]
    public void After_a_failure_it_tries_again_in_a_minute()
    {
        context.CallActivityAsync<RolloutProgress>(default, input: null, options: null).ThrowsAsyncForAnyArgs(
            new TaskFailedException(RolloutActivities.Advance, 1, new TaskFailureDetails("Some.Error", "storage is out", null, null, null)));
        var run = Start();

        RequireWaits(run, Now.AddMinutes(1));
        context.Received(1).SetCustomStatus(new RolloutStatus("failing", null, Now.AddMinutes(1)));
        OnEngine(timer.TrySetResult);
        RequireBegunAnew(run);
    }

    [Fact]
    public async Task Without_a_deployment_it_fails()
    {
        context.GetInput<RolloutTurn>().Returns((RolloutTurn?)null);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Start());
    }

    // The engine's times are of 2040 and its tasks are a test's: a clock, a delay or a thread of its own would show here.
    [Fact]
    public void It_runs_on_the_engines_time_and_thread_alone()
    {
        Progress(isEnded: false, Now.AddSeconds(1));
        var run = Start();

        Assert.True(OnEngine(timer.TrySetResult));
        Assert.True(run.IsCompleted, "It waits for something that is not the engine's.");
        Assert.Same(Thread.CurrentThread, cancelledOn);
        Assert.Same(Thread.CurrentThread, continuedOn);
    }

    private Task Start() => OnEngine(() => RolloutOrchestrator.RunAsync(context));

    // The test framework's own context would send continuations elsewhere; the engine runs them where a task ends.
    private static T OnEngine<T>(Func<T> work)
    {
        var own = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(own);
        }
    }

    private void Progress(bool isEnded, DateTime? next) => context.CallActivityAsync<RolloutProgress>(default, input: null, options: null).ReturnsForAnyArgs(
        new RolloutProgress(isEnded, "monitoring", 12.5m, next is { } time ? new DateTimeOffset(time).ToOffset(TimeSpan.FromHours(9)) : null));

    private void RequireWaits(Task run, DateTime until)
    {
        Assert.False(run.IsCompleted);
        context.Received(1).CreateTimer(until, Arg.Any<CancellationToken>());
        context.Received(1).WaitForExternalEvent<string>(RolloutOrchestrator.Changed, Arg.Any<CancellationToken>());
        context.DidNotReceiveWithAnyArgs().ContinueAsNew();
        Assert.False(ofTimer.IsCancellationRequested || ofEvent.IsCancellationRequested);
    }

    private void RequireNoTimer()
    {
        context.DidNotReceiveWithAnyArgs().CreateTimer(default(DateTime), default);
        context.DidNotReceiveWithAnyArgs().CreateTimer(default(TimeSpan), default);
    }

    private void RequireBegunAnew(Task run, RolloutTurn? turn = null)
    {
        Assert.True(run.IsCompletedSuccessfully);
        context.Received(1).ContinueAsNew(turn ?? Rollout, preserveUnprocessedEvents: true);
    }
}
