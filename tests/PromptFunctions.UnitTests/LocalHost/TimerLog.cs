using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;

namespace PromptFunctions.UnitTests.LocalHost;

/// <summary>What the sample timers did, and what they shall do.</summary>
public sealed class TimerLog(TimeProvider clock)
{
    private readonly Channel<TimerRun> _runs = Channel.CreateUnbounded<TimerRun>();

    /// <summary>What a run does after it was written down.</summary>
    public Func<CancellationToken, Task> Then { get; set; } = _ => Task.CompletedTask;

    public Task RunAsync(string name, TimerInfo timer, CancellationToken cancellationToken)
    {
        _runs.Writer.TryWrite(new TimerRun(name, clock.GetUtcNow(), timer));
        return Then(cancellationToken);
    }

    /// <summary>The next run, waited for.</summary>
    public Task<TimerRun> NextAsync() => _runs.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    public bool IsEmpty => !_runs.Reader.TryPeek(out _);
}
