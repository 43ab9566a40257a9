namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>One row of the history of a generation.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When, in UTC; for a timer that is created, when it fires.</param>
internal sealed record HistoryEvent(HistoryEventKind Kind, DateTime Time)
{
    /// <summary>The number of the action that it is, or that it answers: actions of a generation count from 0.</summary>
    public int Id { get; init; }

    /// <summary>Of the orchestrator, the activity or the event.</summary>
    public string? Name { get; init; }

    /// <summary>The instance that an event is sent to.</summary>
    public string? Target { get; init; }

    /// <summary>Input, output, payload or failure as JSON.</summary>
    public string? Data { get; init; }

    /// <summary>An action of the orchestrator, which a replay has to repeat.</summary>
    public bool IsAction => Kind is HistoryEventKind.ActivityScheduled or HistoryEventKind.TimerCreated or HistoryEventKind.EventSent;

    /// <summary>An action that happens outside, and that is answered when it has.</summary>
    public bool IsDispatched => Kind is HistoryEventKind.ActivityScheduled or HistoryEventKind.EventSent;

    /// <summary>The answer to a dispatched action.</summary>
    public bool IsAnswer => Kind is HistoryEventKind.ActivityCompleted or HistoryEventKind.ActivityFailed or HistoryEventKind.EventDelivered;

    /// <summary>A message that a suspended instance heeds too.</summary>
    public bool IsControl => Kind is HistoryEventKind.Suspend or HistoryEventKind.Resume or HistoryEventKind.ExecutionTerminated or HistoryEventKind.ExecutionFailed;

    /// <summary>Whether the action of a replay is the recorded one.</summary>
    public bool IsSameAction(HistoryEvent recorded) => this == recorded;
}
