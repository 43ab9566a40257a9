using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Orchestrations;
using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Replay;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

/// <summary>An instance without storage: each wake-up replays all of its history, as after a restart.</summary>
internal sealed class ReplayedInstance : IDisposable
{
    private const string Name = "Tested";

    private readonly LoggerFactory _loggers = new();
    private readonly DataConverter _converter = new JsonConverter(JsonSerializerOptions.Default);
    private readonly LoadedInstance _loaded;
    private int _messages;

    public ReplayedInstance(Func<TaskOrchestrationContext, Task<object?>> orchestrator, object? input = null)
    {
        Orchestrator = orchestrator;
        var started = new HistoryEvent(HistoryEventKind.ExecutionStarted, Now) { Name = Name, Data = _converter.Serialize(input) };
        _loaded = new LoadedInstance(new Instance("tested", Name) { Generation = 1 }, [started], [], []);
    }

    /// <summary>What it runs; may change, as code does.</summary>
    public Func<TaskOrchestrationContext, Task<object?>> Orchestrator { get; set; }

    public DateTime Now { get; private set; } = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    public Instance Instance => _loaded.Instance;

    public IReadOnlyList<HistoryEvent> History => _loaded.History;

    public OrchestrationRuntimeStatus Status => Instance.Status;

    /// <summary>How often a run told of something foreign.</summary>
    public int ForeignReports { get; private set; }

    /// <summary>Its output as JSON, or what it failed with.</summary>
    public string? End => Status == OrchestrationRuntimeStatus.Failed ? Failure!.ErrorMessage : History[^1].Data;

    public TaskFailureDetails? Failure => Status == OrchestrationRuntimeStatus.Failed ? Failures.Read(History[^1].Data!) : null;

    /// <summary>Activities that nobody has answered.</summary>
    public IReadOnlyList<HistoryEvent> Open => [.. _loaded.Unanswered()];

    /// <summary>Wakes it, until there is nothing left to do at once.</summary>
    public ReplayedInstance Wake()
    {
        for (var goesOn = true; goesOn;)
        {
            var orchestrators = new OrchestratorCatalog([(Name, (context, _) => Orchestrator(context))]);
            var wakeUp = new Replayer(orchestrators, new OrchestrationServices(_converter, _loggers)).Wake(_loaded, Now, () => ForeignReports++);
            _loaded.Advance(wakeUp, wakeUp.Instance);
            goesOn = wakeUp.GoesOn;
        }
        return this;
    }

    public ReplayedInstance Pass(TimeSpan time)
    {
        Now += time;
        return Wake();
    }

    public ReplayedInstance Raise(string name, object? payload = null) =>
        Receive(new HistoryEvent(HistoryEventKind.EventRaised, Now) { Name = name, Data = _converter.Serialize(payload) });

    public ReplayedInstance Receive(HistoryEventKind kind) => Receive(new HistoryEvent(kind, Now));

    public ReplayedInstance Complete(HistoryEvent activity, object? output = null) =>
        Receive(new HistoryEvent(HistoryEventKind.ActivityCompleted, Now) { Id = activity.Id, Data = _converter.Serialize(output) }, Instance.Generation);

    public ReplayedInstance Fail(HistoryEvent activity, Exception exception) =>
        Receive(new HistoryEvent(HistoryEventKind.ActivityFailed, Now) { Id = activity.Id, Data = Failures.Write(exception) }, Instance.Generation);

    /// <summary>Puts a message into the inbox; nobody is woken.</summary>
    public ReplayedInstance Receive(HistoryEvent content, long generation = 0)
    {
        _loaded.Receive(new InboxMessage($"m:{_messages++:D5}", generation, content));
        return this;
    }

    public void Dispose() => _loggers.Dispose();
}
