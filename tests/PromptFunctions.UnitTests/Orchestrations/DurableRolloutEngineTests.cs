using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.UnitTests.Orchestrations;

public sealed class DurableRolloutEngineTests
{
    private static readonly RolloutReference Rollout = new("p", "d1");

    private readonly DurableTaskClient client = Substitute.For<DurableTaskClient>("test");

    [Fact]
    public async Task An_orchestration_has_the_deployments_own_id()
    {
        using var cancellation = new CancellationTokenSource();
        await Engine().StartAsync(Rollout, cancellation.Token);

        await client.Received(1).ScheduleNewOrchestrationInstanceAsync(RolloutOrchestrator.Name, Rollout, Arg.Is<StartOrchestrationOptions?>(options => options!.InstanceId == "d1" && options.StartAt == null), cancellation.Token);
    }

    [Fact]
    public async Task An_orchestration_is_woken_by_its_event()
    {
        using var cancellation = new CancellationTokenSource();
        await Engine().WakeAsync(Rollout, cancellation.Token);

        await client.Received(1).RaiseEventAsync("d1", RolloutOrchestrator.Changed, Arg.Any<object?>(), cancellation.Token);
    }

    [Theory]
    [InlineData(null, false, "start")]
    [InlineData(OrchestrationRuntimeStatus.Completed, false, "start")]
    [InlineData(OrchestrationRuntimeStatus.Failed, false, "start")]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false, "start")]
    [InlineData(OrchestrationRuntimeStatus.Terminated, true, "start")]
    [InlineData(OrchestrationRuntimeStatus.Running, false, "wake")]
    [InlineData(OrchestrationRuntimeStatus.Running, true, "terminate")]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, "wake")]
    [InlineData(OrchestrationRuntimeStatus.Pending, true, "terminate")]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false, "")]
    [InlineData(OrchestrationRuntimeStatus.Suspended, true, "")]
    public async Task An_orchestration_is_revived_as_its_status_needs(OrchestrationRuntimeStatus? status, bool isStuck, string done)
    {
        client.GetInstanceAsync("d1", Arg.Any<CancellationToken>()).Returns(status is { } known ? new OrchestrationMetadata(RolloutOrchestrator.Name, "d1") { RuntimeStatus = known } : null);
        client.GetInstanceAsync("d1", Arg.Any<bool>(), Arg.Any<CancellationToken>()).Returns(status is { } same ? new OrchestrationMetadata(RolloutOrchestrator.Name, "d1") { RuntimeStatus = same } : null);

        var said = await Engine().ReviveAsync(Rollout, isStuck, default);

        Assert.Equal(done, string.Join(' ', client.ReceivedCalls().Select(call => call.GetMethodInfo().Name).Select(name => name switch
        {
            nameof(DurableTaskClient.ScheduleNewOrchestrationInstanceAsync) => "start",
            nameof(DurableTaskClient.RaiseEventAsync) => "wake",
            nameof(DurableTaskClient.TerminateInstanceAsync) => "terminate",
            nameof(DurableTaskClient.GetInstanceAsync) => "",
            _ => name,
        }).Where(name => name.Length > 0)));
        Assert.StartsWith("its orchestration", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_engine_throws_is_for_its_caller()
    {
        client.GetInstanceAsync("", default(CancellationToken)).ThrowsAsyncForAnyArgs(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => Engine().ReviveAsync(Rollout, isStuck: false, default));
    }

    private DurableRolloutEngine Engine() => new(client);
}
