namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>How long to wait before failing work is tried again: twice as long each time, up to five seconds.</summary>
internal sealed class Backoff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next = First;

    public void Reset() => _next = First;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = _next;
        _next = wait * 2 < Longest ? wait * 2 : Longest;
        return Task.Delay(wait, clock, cancellationToken);
    }
}
