namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>Events and who waits for them. Names are the same in any case; each event serves one wait, in the order of both.</summary>
internal sealed class ExternalEvents
{
    private readonly List<(string Name, string? Data)> _unprocessed = [];
    private readonly List<(string Name, TaskCompletionSource<string?> Wait)> _waits = [];

    /// <summary>Events that nobody has waited for, in the order in which they came.</summary>
    public IReadOnlyList<(string Name, string? Data)> Unprocessed => _unprocessed;

    public bool IsAwaited => _waits.Exists(wait => !wait.Wait.Task.IsCompleted);

    public void Raise(string name, string? data)
    {
        _waits.RemoveAll(wait => wait.Wait.Task.IsCompleted); // cancelled
        var index = _waits.FindIndex(wait => IsSame(wait.Name, name));
        if (index < 0)
        {
            _unprocessed.Add((name, data));
            return;
        }
        var (_, found) = _waits[index];
        _waits.RemoveAt(index);
        found.SetResult(data);
    }

    public TaskCompletionSource<string?> Wait(string name)
    {
        var wait = new TaskCompletionSource<string?>();
        var index = _unprocessed.FindIndex(raised => IsSame(raised.Name, name));
        if (index < 0)
        {
            _waits.Add((name, wait));
            return wait;
        }
        wait.SetResult(_unprocessed[index].Data);
        _unprocessed.RemoveAt(index);
        return wait;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
