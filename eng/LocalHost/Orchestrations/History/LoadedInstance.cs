namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>An instance as storage has it.</summary>
/// <param name="instance">Its row.</param>
/// <param name="history">What counts of its history.</param>
/// <param name="inbox">Its messages, in order.</param>
/// <param name="leftovers">The keys of rows that count no more.</param>
internal sealed class LoadedInstance(Instance instance, List<HistoryEvent> history, List<InboxMessage> inbox, List<string> leftovers)
{
    private readonly HashSet<string> _taken = [];

    public Instance Instance { get; private set; } = instance;

    public IReadOnlyList<HistoryEvent> History { get; private set; } = history;

    public IReadOnlyList<InboxMessage> Inbox => inbox;

    public IReadOnlyList<string> Leftovers => leftovers;

    /// <summary>How many messages were taken since it was loaded.</summary>
    public int TakenCount => _taken.Count;

    /// <summary>Adds a message that was stored since. It may have been among those that were loaded, and taken already.</summary>
    public void Receive(InboxMessage message)
    {
        if (_taken.Contains(message.Key) || inbox.Exists(known => known.Key == message.Key))
            return;
        inbox.Add(message);
        inbox.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
    }

    /// <summary>Takes over what was committed.</summary>
    public void Advance(WakeUp wakeUp, Instance committed)
    {
        Instance = committed;
        History = wakeUp.History;
        leftovers.Clear();
        _taken.UnionWith(wakeUp.Taken.Select(message => message.Key));
        inbox.RemoveAll(message => _taken.Contains(message.Key));
    }

    /// <summary>Actions that nobody has answered, in order: they run, or are to be run again.</summary>
    public IEnumerable<HistoryEvent> Unanswered()
    {
        if (Instance.IsTerminal)
            return [];
        var answered = History.Where(row => row.IsAnswer).Select(row => row.Id)
            .Concat(Inbox.Where(message => message.Event.IsAnswer && message.IsFor(Instance.Generation)).Select(message => message.Event.Id))
            .ToHashSet();
        return History.Where(row => row.IsDispatched && !answered.Contains(row.Id));
    }
}
