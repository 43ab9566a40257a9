using Azure;
using Microsoft.DurableTask.Client;

namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>The row of an instance. Replacing it commits a wake-up: what it does not name is not seen.</summary>
internal sealed record Instance(string Id, string Name)
{
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    /// <summary>
    /// Which history counts. Continuing as new adds one; the first is the time of creation in milliseconds, so that no
    /// two executions under one id share a generation and a late answer is never taken for another's.
    /// </summary>
    public long Generation { get; init; }

    /// <summary>How many rows of the history count.</summary>
    public int HistoryLength { get; init; } = 1;

    /// <summary>What was scheduled and has not been answered.</summary>
    public int Outstanding { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>When it is to be woken at the latest: the next timer, or the start that was asked for.</summary>
    public DateTime? WakeAt { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>Tells the client that created it that it was this one, when an answer was lost.</summary>
    public string? CreationId { get; init; }

    /// <summary>The W3C <c>traceparent</c> of whoever created it: its activities belong to that trace.</summary>
    public string? TraceParent { get; init; }

    public ETag ETag { get; init; }

    public bool IsPending => Status == OrchestrationRuntimeStatus.Pending;

    public bool IsSuspended => Status == OrchestrationRuntimeStatus.Suspended;

    public bool IsTerminal => IsEnd(Status);

    public static bool IsEnd(OrchestrationRuntimeStatus status) =>
        status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
