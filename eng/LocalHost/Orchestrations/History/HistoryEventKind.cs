namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>What a row of a history says, or a message asks for. The names are stored.</summary>
internal enum HistoryEventKind
{
    ExecutionStarted,

    // What the orchestrator did.
    ActivityScheduled,
    TimerCreated,
    EventSent,

    // What it was told.
    ActivityCompleted,
    ActivityFailed,
    TimerFired,
    EventDelivered,
    EventRaised,

    // How it ended. As a message: how it shall end.
    ExecutionCompleted,
    ExecutionFailed,
    ExecutionTerminated,

    // Messages only.
    Suspend,
    Resume,
}
