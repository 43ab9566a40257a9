namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>Counts what runs, to wait for its end.</summary>
internal sealed class WorkCount
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _none;
    private int _count;

    /// <summary>Counts until it is disposed of.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
            _count++;
        return new Work(this);
    }

    /// <summary>Waits until nothing runs, but not for ever.</summary>
    public async Task WhenNoneAsync(TimeSpan patience)
    {
        Task none;
        lock (_lock)
            none = _count == 0 ? Task.CompletedTask : (_none ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        await none.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_count == 0)
                _none?.TrySetResult();
        }
    }

    private sealed class Work(WorkCount count) : IDisposable
    {
        public void Dispose() => count.End();
    }
}
