namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>
/// Where an orchestrator awaits something foreign beside tasks of its own, that shows only when the foreign thing
/// ends, maybe long after the wake-up. Passes it on once, after the wake-up was committed.
/// </summary>
internal sealed class ForeignAwaitReport
{
    private readonly Lock _lock = new();
    private Action? _pass;
    private bool _isMade;

    public void Make()
    {
        Action? pass;
        lock (_lock)
        {
            pass = _isMade ? null : _pass;
            _isMade = true;
        }
        pass?.Invoke();
    }

    public void Pass(Action pass)
    {
        bool isMade;
        lock (_lock)
        {
            _pass = pass;
            isMade = _isMade;
        }
        if (isMade)
            pass();
    }
}
