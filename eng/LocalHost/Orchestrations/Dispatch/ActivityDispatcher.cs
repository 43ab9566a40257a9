using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Replay;
using PromptFunctions.LocalHost.Telemetry;

namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>
/// Does what orchestrators have scheduled, at least once, and sends them the answers. An action whose answer is in
/// storage is never done again.
/// </summary>
internal sealed class ActivityDispatcher(ActivityCatalog activities, Mail mail, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly int MostActivities = 10 * Environment.ProcessorCount;
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan TimeToCancel = TimeSpan.FromSeconds(0.5);

    private readonly SemaphoreSlim _turns = new(MostActivities);
    private readonly WorkCount _work = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cancelled = new();

    /// <summary>Starts an action, unless it was started already.</summary>
    /// <param name="active">The instance in memory.</param>
    /// <param name="instance">The instance that scheduled it.</param>
    /// <param name="action">The action.</param>
    /// <param name="onEnd">Told when it has ended.</param>
    public void Start(ActiveInstance active, Instance instance, HistoryEvent action, Action<ActiveInstance> onEnd)
    {
        if (!_stopping.IsCancellationRequested && active.TryStart(instance.Generation, action.Id))
            _ = Task.Run(() => RunAsync(active, instance, action, onEnd));
    }

    /// <summary>Ends an orchestration that was found to wait for something foreign.</summary>
    public void Fail(Instance instance)
    {
        var failure = Failures.Write(new NonDeterministicOrchestrationException(OrchestrationRun.ForeignAwait));
        _ = Task.Run(() => SendAsync(instance, new HistoryEvent(HistoryEventKind.ExecutionFailed, Now()) { Data = failure }));
    }

    /// <summary>Begins nothing more. What runs has some time to end, then is told to; what still runs is left behind and done again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work.WhenNoneAsync(TimeToEnd);
        await _cancelled.CancelAsync();
        await _work.WhenNoneAsync(TimeToCancel);
    }

    private async Task RunAsync(ActiveInstance active, Instance instance, HistoryEvent action, Action<ActiveInstance> onEnd)
    {
        try
        {
            await _turns.WaitAsync(_stopping.Token);
            try
            {
                using var running = _work.Begin();
                await SendAsync(instance, await DoAsync(instance, action));
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            return; // nothing was answered: whoever drives the hub next does it again
        }
        active.End();
        onEnd(active);
    }

    private async Task<HistoryEvent> DoAsync(Instance instance, HistoryEvent action)
    {
        if (action.Kind == HistoryEventKind.EventSent)
        {
            var raised = new HistoryEvent(HistoryEventKind.EventRaised, Now()) { Name = action.Name, Data = action.Data };
            await UntilItWorksAsync(() => mail.SendAsync(action.Target!, raised, InboxMessage.AnyGeneration, _cancelled.Token));
            return new HistoryEvent(HistoryEventKind.EventDelivered, Now()) { Id = action.Id };
        }
        using var span = FunctionSpans.Start(action.Name!, instance.TraceParent);
        try
        {
            var output = await activities.Find(action.Name!).RunAsync(action.Data, _cancelled.Token);
            return new HistoryEvent(HistoryEventKind.ActivityCompleted, Now()) { Id = action.Id, Data = Payload.Check(output, $"output of activity {action.Name}") };
        }
        catch (Exception e) when (e is not OperationCanceledException || !_cancelled.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            logger.LogWarning(e, "Activity {Activity} of orchestration {InstanceId} failed.", action.Name, instance.Id);
            return new HistoryEvent(HistoryEventKind.ActivityFailed, Now()) { Id = action.Id, Data = Failures.Write(e) };
        }
    }

    private Task SendAsync(Instance instance, HistoryEvent answer) =>
        UntilItWorksAsync(() => mail.SendAsync(instance.Id, answer, instance.Generation, _cancelled.Token));

    private async Task UntilItWorksAsync(Func<Task> send)
    {
        for (var backoff = new Backoff(clock); ;)
        {
            try
            {
                await send();
                return;
            }
            catch (Exception e) when (!_cancelled.IsCancellationRequested)
            {
                logger.LogError(e, "A message could not be stored; it is tried again.");
                await backoff.WaitAsync(_cancelled.Token);
            }
        }
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
