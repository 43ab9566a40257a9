using System.Collections.Concurrent;

namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>Tells clients in this process that an instance has changed.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _watches = [];

    /// <summary>Completes with the instance's next change.</summary>
    public Task NextChangeAsync(string id) =>
        _watches.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Tell(string id)
    {
        if (_watches.TryRemove(id, out var watch))
            watch.SetResult();
    }
}
