namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>
/// Runs an orchestrator on one thread, one continuation after another, so that their order is the same in each replay.
/// What comes from another thread was awaited outside the history, and never runs.
/// </summary>
/// <param name="onForeign">Told of each continuation that another thread brought.</param>
internal sealed class OrchestratorPump(Action onForeign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Continue, object? State)> _continuations = new();
    private volatile int _thread;

    /// <summary>Whether the caller is the orchestrator.</summary>
    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Does this and all that follows from it, until the orchestrator waits or has ended.</summary>
    public void Run(Action step)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            step();
            while (_continuations.TryDequeue(out var next))
                next.Continue(next.State);
        }
        finally
        {
            _thread = 0;
            SetSynchronizationContext(outer);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            _continuations.Enqueue((d, state));
        else
            onForeign();
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            d(state);
        else
            onForeign();
    }

    public override SynchronizationContext CreateCopy() => this;
}
