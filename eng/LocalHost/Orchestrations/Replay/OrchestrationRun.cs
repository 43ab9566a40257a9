using Microsoft.DurableTask;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>One generation of an orchestration, from its start to where it waits or ends.</summary>
internal sealed class OrchestrationRun
{
    public const string ForeignAwait =
        "The orchestrator awaited something else than its context's own tasks (Task.Delay, HttpClient, Task.Run, CancelAsync, ConfigureAwait(false)). " +
        "A replay cannot repeat that: call an activity, or use the context's timers.";

    private readonly Orchestrator _orchestrator;
    private readonly DataConverter _converter;
    private readonly ActionLog _log;
    private readonly OrchestratorPump _pump;
    private readonly Action _onLateForeign;
    private Task<object?>? _execution;
    private Exception? _violation;

    /// <param name="orchestrator">What runs.</param>
    /// <param name="instance">Whose it is.</param>
    /// <param name="recorded">The history that is replayed; empty for a new generation.</param>
    /// <param name="services">What its context needs.</param>
    /// <param name="onLateForeign">Told when something that was awaited outside the history ends, after this run has.</param>
    public OrchestrationRun(
        Orchestrator orchestrator,
        Instance instance,
        IEnumerable<HistoryEvent> recorded,
        OrchestrationServices services,
        Action onLateForeign)
    {
        _orchestrator = orchestrator;
        _converter = services.Converter;
        _onLateForeign = onLateForeign;
        _log = new ActionLog(recorded);
        _pump = new OrchestratorPump(ReportForeign);
        Context = new OrchestrationContext(this, instance, services);
        CustomStatus = instance.CustomStatus;
    }

    public OrchestrationContext Context { get; }

    public IReadOnlyList<HistoryEvent> History => _log.Rows;

    public bool IsReplaying => _log.IsReplaying;

    public DateTime CurrentTime { get; private set; }

    public string? Input { get; private set; }

    public string? CustomStatus { get; set; }

    /// <summary>What the orchestrator said last of continuing as new.</summary>
    public Continuation? Continuation { get; set; }

    public ExternalEvents Events { get; } = new();

    public OpenTasks Open { get; } = new();

    /// <summary>Whether the orchestrator has ended. It counts as running while events of its own are under way.</summary>
    public bool HasEnded => _violation is not null || (_execution!.IsCompleted && !Open.HasUndelivered);

    /// <summary>Repeats the history.</summary>
    public void Replay()
    {
        try
        {
            while (_violation is null && _log.ReadNext() is { } row)
                Step(row);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            _violation = e;
        }
    }

    /// <summary>Tells the orchestrator something new.</summary>
    public void Tell(HistoryEvent row)
    {
        _log.Append(row);
        Step(row);
    }

    /// <summary>How it ended, as the last row of its history; null if it continues as new.</summary>
    public HistoryEvent? End(DateTime time) =>
        _violation is not null ? RunEnd.Failed(_violation, time)
        : Continuation is not null && _execution!.IsCompletedSuccessfully ? null
        : RunEnd.Of(_execution!, _converter, time);

    /// <summary>Notes what the orchestrator does.</summary>
    public HistoryEvent Act(HistoryEvent action)
    {
        EnsureOrchestrator();
        try
        {
            return _log.Act(action);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            _violation ??= e; // the orchestrator may catch it, and has still failed
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">The caller is not the orchestrator's thread.</exception>
    public void EnsureOrchestrator()
    {
        if (!IsOrchestrator())
            throw new InvalidOperationException(ForeignAwait);
    }

    /// <summary>Whether the caller is the orchestrator's thread; if not, the orchestration fails.</summary>
    public bool IsOrchestrator()
    {
        if (_pump.IsCurrent)
            return true;
        ReportForeign();
        return false;
    }

    private void Step(HistoryEvent row)
    {
        CurrentTime = row.Time;
        _pump.Run(() => Handle(row));
        if (_violation is null && !_execution!.IsCompleted && !Open.HasAwaitable && !Events.IsAwaited)
            _violation = new NonDeterministicOrchestrationException(ForeignAwait); // nothing is left that could wake it
    }

    private void Handle(HistoryEvent row)
    {
        switch (row.Kind)
        {
            case HistoryEventKind.ExecutionStarted:
                Input = row.Data;
                _execution = ExecuteAsync();
                break;
            case HistoryEventKind.EventRaised:
                Events.Raise(row.Name!, row.Data);
                break;
            default:
                Open.Complete(row);
                break;
        }
    }

    private async Task<object?> ExecuteAsync()
    {
        var output = await _orchestrator(Context, Input);
        IsOrchestrator(); // its last await may have been one that leaves the pump
        return output;
    }

    /// <summary>While the run lasts, it fails itself; afterwards the instance has to be told, because the wake-up is over.</summary>
    private void ReportForeign()
    {
        Interlocked.CompareExchange(ref _violation, new NonDeterministicOrchestrationException(ForeignAwait), null);
        _onLateForeign();
    }
}
