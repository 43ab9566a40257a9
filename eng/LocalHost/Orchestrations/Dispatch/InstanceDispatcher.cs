using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Replay;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>Wakes instances when they have something to do: one wake-up of an instance after another, instances side by side.</summary>
internal sealed class InstanceDispatcher : IAsyncDisposable
{
    private static readonly int MostWakeUps = 10 * Environment.ProcessorCount;

    private readonly ConcurrentDictionary<string, ActiveInstance> _active = [];
    private readonly SemaphoreSlim _turns = new(MostWakeUps);
    private readonly Hub _hub;
    private readonly Replayer _replayer;
    private readonly ActivityDispatcher _activities;
    private readonly InstanceWatch _watch;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly DueTimes _due;
    private readonly CancellationTokenSource _stopping = new();
    private readonly WorkCount _work = new();

    public InstanceDispatcher(Hub hub, Replayer replayer, ActivityDispatcher activities, InstanceWatch watch, TimeProvider clock, ILogger logger)
    {
        _hub = hub;
        _replayer = replayer;
        _activities = activities;
        _watch = watch;
        _clock = clock;
        _logger = logger;
        _due = new DueTimes(clock, id => Wake(id));
    }

    /// <summary>Begins with what storage has.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await foreach (var (id, isDue, wakeAt) in _hub.ScanAsync(cancellationToken))
        {
            if (isDue)
                Wake(id);
            else
                _due.Set(id, wakeAt);
        }
    }

    /// <summary>Wakes an instance, now or after the wake-up that is under way.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="message">A message for it, which is in storage.</param>
    /// <param name="hasUnread">Whether there may be others in storage.</param>
    public void Wake(string id, InboxMessage? message = null, bool hasUnread = false)
    {
        while (!_stopping.IsCancellationRequested)
        {
            var instance = _active.GetOrAdd(id, static id => new ActiveInstance(id));
            if (instance.TryWake(message, hasUnread, out var begins))
            {
                if (begins)
                    _ = Task.Run(() => WorkAsync(instance));
                return;
            }
            Forget(instance);
        }
    }

    /// <summary>Begins nothing more, gives what runs some time to end, and leaves the rest behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_activities.DisposeAsync().AsTask(), _work.WhenNoneAsync(TimeSpan.FromSeconds(2)));
        _due.Dispose();
    }

    private async Task WorkAsync(ActiveInstance instance)
    {
        Activity.Current = null; // the trace of whoever woke it, which may be anyone
        using var working = _work.Begin();
        var backoff = new Backoff(_clock);
        while (!_stopping.IsCancellationRequested && instance.TryBegin(out var loaded))
        {
            try
            {
                await _turns.WaitAsync(_stopping.Token);
                try
                {
                    await WakeAsync(instance, loaded);
                    backoff.Reset();
                }
                finally
                {
                    _turns.Release();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return; // whoever comes next reads what was committed
            }
            catch (Exception e)
            {
                _logger.LogError(e, "Waking orchestration {InstanceId} failed; it is tried again.", instance.Id);
                await backoff.WaitAsync(_stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                instance.TryWake(null, hasUnread: true, out _);
            }
        }
        Forget(instance);
    }

    private async Task WakeAsync(ActiveInstance instance, LoadedInstance? loaded)
    {
        if (loaded is null)
        {
            (loaded, var messages) = await _hub.LoadAsync(instance.Id, _stopping.Token);
            if (loaded is null or { Instance.IsTerminal: true })
            {
                await _hub.DiscardAsync(instance.Id, messages, _stopping.Token);
                return;
            }
        }
        if (HasWork(loaded))
            await CommitAsync(instance.Id, loaded);
        _due.Set(instance.Id, loaded.Instance.WakeAt);
        foreach (var action in loaded.Unanswered())
            _activities.Start(instance, loaded.Instance, action, Forget);
        if (!loaded.Instance.IsTerminal)
            instance.Keep(loaded);
    }

    private bool HasWork(LoadedInstance loaded)
    {
        var isEnded = loaded.Inbox.Any(message => message.Event.Kind == HistoryEventKind.ExecutionTerminated);
        if (loaded.Instance is { IsPending: true, WakeAt: { } start } && start > _clock.GetUtcNow().UtcDateTime)
            return isEnded;
        if (loaded.Instance.IsSuspended)
            return loaded.Inbox.Any(message => message.Event.IsControl);
        return loaded.Instance.IsPending || loaded.Inbox.Count > 0 || loaded.Instance.WakeAt <= _clock.GetUtcNow().UtcDateTime;
    }

    private async Task CommitAsync(string id, LoadedInstance loaded)
    {
        var foreign = new ForeignAwaitReport();
        var wakeUp = _replayer.Wake(loaded, _clock.GetUtcNow().UtcDateTime, foreign.Make);
        var committed = await _hub.CommitAsync(loaded, wakeUp, _stopping.Token);
        loaded.Advance(wakeUp, committed);
        if (!committed.IsTerminal)
            foreign.Pass(() => _activities.Fail(committed));
        if (wakeUp.GoesOn)
            Wake(id);
        if (committed.Status == OrchestrationRuntimeStatus.Failed)
            _logger.LogError("Orchestration {Name} {InstanceId} failed: {Failure}", committed.Name, id, Failures.Read(wakeUp.History[^1].Data!));
        _watch.Tell(id);
    }

    private void Forget(ActiveInstance instance)
    {
        if (instance.IsForgotten)
            _active.TryRemove(KeyValuePair.Create(instance.Id, instance));
    }
}
