using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>What the orchestrator has begun and was not yet told the end of, by the number of the action.</summary>
internal sealed class OpenTasks
{
    private readonly Dictionary<int, (HistoryEvent Action, TaskCompletionSource<HistoryEvent> Completion)> _open = [];

    /// <summary>How many actions that happen outside have not been answered.</summary>
    public int Dispatched => _open.Values.Count(task => task.Action.IsDispatched);

    /// <summary>Whether events are on their way: an orchestrator ends only after they have arrived.</summary>
    public bool HasUndelivered => _open.Values.Any(task => task.Action.Kind == HistoryEventKind.EventSent);

    /// <summary>Whether there is anything that an orchestrator can await.</summary>
    public bool HasAwaitable => _open.Values.Any(task => task.Action.Kind != HistoryEventKind.EventSent);

    /// <summary>The timers that have not fired and were not cancelled, the next first.</summary>
    public IEnumerable<HistoryEvent> Timers => _open.Values.Select(task => task.Action)
        .Where(action => action.Kind == HistoryEventKind.TimerCreated)
        .OrderBy(action => action.Time).ThenBy(action => action.Id);

    public TaskCompletionSource<HistoryEvent> Add(HistoryEvent action)
    {
        var completion = new TaskCompletionSource<HistoryEvent>();
        _open.Add(action.Id, (action, completion));
        return completion;
    }

    public bool Contains(int id) => _open.ContainsKey(id);

    public void Remove(int id) => _open.Remove(id);

    /// <summary>Ends one. A second answer is ignored: an activity may run twice.</summary>
    public void Complete(HistoryEvent answer)
    {
        if (_open.Remove(answer.Id, out var task))
            task.Completion.SetResult(answer);
    }
}
