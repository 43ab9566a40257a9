using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>One wake-up, while it happens.</summary>
internal sealed class Waking
{
    // As many as fit one transaction: each is a row to write and one to delete.
    private const int MostMessages = 45;
    private const int MostGenerations = 10_000;

    private readonly Replayer _replayer;
    private readonly LoadedInstance _loaded;
    private readonly Action _onLateForeign;
    private readonly DateTime _now;
    private readonly List<InboxMessage> _taken = [];
    private Instance _instance;
    private OrchestrationRun _run;
    private HistoryEvent? _end;
    private bool _suspended;
    private bool _holds;
    private bool _isCutShort;

    public Waking(Replayer replayer, LoadedInstance loaded, DateTime now, Action onLateForeign)
    {
        _replayer = replayer;
        _loaded = loaded;
        _onLateForeign = onLateForeign;
        _instance = loaded.Instance;
        _suspended = _instance.IsSuspended;
        var last = loaded.History.Last(row => !row.IsAction).Time;
        _now = last > now ? last : now; // an orchestrator's time does not run backwards
        _run = replayer.NewRun(_instance, _instance.IsPending ? [] : loaded.History, onLateForeign);
    }

    public WakeUp Run()
    {
        if (_instance.IsPending)
            _run.Tell(_loaded.History[0] with { Time = _now });
        else
            _run.Replay();
        GoOnAsNew();
        foreach (var message in _loaded.Inbox)
        {
            _isCutShort |= _taken.Count == MostMessages;
            if (_end is not null || _isCutShort)
                break;
            Take(message);
        }
        FireTimers();
        return Result();
    }

    private void Take(InboxMessage message)
    {
        switch (message.Event.Kind)
        {
            case HistoryEventKind.Suspend:
                _suspended = true;
                break;
            case HistoryEventKind.Resume:
                _suspended = false;
                _isCutShort = _holds; // what was held comes first, in the next wake-up
                break;
            case HistoryEventKind.ExecutionTerminated or HistoryEventKind.ExecutionFailed:
                if (message.IsFor(_instance.Generation))
                    _end = message.Event with { Time = _now };
                break;
            default:
                if (!_suspended)
                    break;
                _holds = true; // stays in the inbox
                return;
        }
        if (message.Event.IsAnswer || message.Event.Kind == HistoryEventKind.EventRaised)
            Tell(message);
        else
            _taken.Add(message);
    }

    private void Tell(InboxMessage message)
    {
        _taken.Add(message);
        if (_end is not null || !message.IsFor(_instance.Generation) || (message.Event.IsAnswer && !_run.Open.Contains(message.Event.Id)))
            return;
        _run.Tell(message.Event with { Time = _now });
        GoOnAsNew();
    }

    private void FireTimers()
    {
        while (_end is null && !_suspended && !_isCutShort && _run.Open.Timers.FirstOrDefault() is { } timer && timer.Time <= _now)
        {
            _run.Tell(new HistoryEvent(HistoryEventKind.TimerFired, _now) { Id = timer.Id });
            GoOnAsNew();
        }
    }

    /// <summary>Ends the run if it has ended, or begins the next generation, with the events that are left.</summary>
    private void GoOnAsNew()
    {
        for (var generations = 0; _end is null && _run.HasEnded; generations++)
        {
            _end = generations < MostGenerations
                ? _run.End(_now)
                : new HistoryEvent(HistoryEventKind.ExecutionFailed, _now)
                {
                    Data = Failures.Write(new InvalidOperationException($"The orchestrator continued as new {MostGenerations} times without waiting.")),
                };
            if (_end is null)
                BeginNext(_run.Continuation!, _run.Events.Unprocessed);
        }
    }

    private void BeginNext(Continuation continuation, IEnumerable<(string Name, string? Data)> events)
    {
        var kept = continuation.KeepsEvents ? events.ToList() : [];
        _instance = _instance with { Generation = _instance.Generation + 1, CustomStatus = _run.CustomStatus };
        _run = _replayer.NewRun(_instance, [], _onLateForeign);
        _run.Tell(new HistoryEvent(HistoryEventKind.ExecutionStarted, _now) { Name = _instance.Name, Data = continuation.Input });
        foreach (var (name, data) in kept)
            _run.Tell(new HistoryEvent(HistoryEventKind.EventRaised, _now) { Name = name, Data = data });
    }

    private WakeUp Result()
    {
        List<HistoryEvent> history = _end is null ? [.. _run.History] : [.. _run.History, _end];
        var nextTimer = _end is null && !_suspended ? _run.Open.Timers.FirstOrDefault()?.Time : null;
        var isSame = _instance.Generation == _loaded.Instance.Generation;
        var instance = _instance with
        {
            Status = Status(),
            HistoryLength = history.Count,
            Outstanding = _end is null ? _run.Open.Dispatched : 0,
            WakeAt = nextTimer,
            CustomStatus = _run.CustomStatus,
            UpdatedAt = _now,
        };
        var firstNew = !isSame || _loaded.Instance.IsPending ? 0 : _loaded.Instance.HistoryLength;
        return new WakeUp(instance, history, firstNew, _end is null ? _taken : [.. _loaded.Inbox], _end is null && (_isCutShort || nextTimer <= _now));
    }

    private OrchestrationRuntimeStatus Status() => _end?.Kind switch
    {
        HistoryEventKind.ExecutionCompleted => OrchestrationRuntimeStatus.Completed,
        HistoryEventKind.ExecutionFailed => OrchestrationRuntimeStatus.Failed,
        HistoryEventKind.ExecutionTerminated => OrchestrationRuntimeStatus.Terminated,
        _ => _suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running,
    };
}
