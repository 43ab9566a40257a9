using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>
/// The history of a generation: first read, while it is replayed, then written. An action of the replay must be the
/// very next row, so nothing can be left out, added, changed or moved.
/// </summary>
/// <param name="recorded">The history that an orchestrator has seen and made; empty for a new generation.</param>
internal sealed class ActionLog(IEnumerable<HistoryEvent> recorded)
{
    private readonly List<HistoryEvent> _rows = [.. recorded];
    private int _next;
    private int _actions;

    public IReadOnlyList<HistoryEvent> Rows => _rows;

    /// <summary>Whether the orchestrator does what it did before.</summary>
    public bool IsReplaying { get; private set; }

    /// <summary>The next row that the orchestrator was told of; null at the end.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">Next is an action that the orchestrator did not take this time.</exception>
    public HistoryEvent? ReadNext()
    {
        if (_next == _rows.Count)
            return null;
        var row = _rows[_next++];
        if (row.IsAction)
            throw new NonDeterministicOrchestrationException($"The history has {Describe(row)}; the replay did not do that.");
        IsReplaying = true;
        return row;
    }

    /// <summary>Adds what the orchestrator is told now. All before it has been read.</summary>
    public void Append(HistoryEvent row)
    {
        IsReplaying = false;
        _rows.Add(row);
        _next = _rows.Count;
    }

    /// <summary>Numbers what the orchestrator does, and writes it down or compares it to what is written.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The history says otherwise.</exception>
    public HistoryEvent Act(HistoryEvent action)
    {
        action = action with { Id = _actions++ };
        if (!IsReplaying)
            _rows.Add(action);
        else if (_next == _rows.Count || !action.IsSameAction(_rows[_next]))
            throw new NonDeterministicOrchestrationException($"The history has {DescribeNext()}; the replay did {Describe(action)}.");
        _next++;
        return action;
    }

    private static string Describe(HistoryEvent action) => action.Kind switch
    {
        HistoryEventKind.ActivityScheduled => $"action #{action.Id}, activity '{action.Name}' with {Shorten(action.Data)}",
        HistoryEventKind.TimerCreated => $"action #{action.Id}, a timer for {action.Time:O}",
        _ => $"action #{action.Id}, event '{action.Name}' to '{action.Target}' with {Shorten(action.Data)}",
    };

    private static string Shorten(string? data) => data switch
    {
        null => "no input",
        { Length: > 200 } => $"{data[..200]}…",
        _ => data,
    };

    private string DescribeNext() => _next < _rows.Count && _rows[_next].IsAction ? Describe(_rows[_next]) : "no further action here";
}
