namespace PromptFunctions.UnitTests.Support;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves on, once somebody waits for it, and wakes those whose time has come.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await SomebodyWaitsAsync();
        Advance(time);
    }

    /// <summary>Moves on, and wakes those whose time has come.</summary>
    public void Advance(TimeSpan time)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _now += time;
            due = _alarms.FindAll(alarm => alarm.Due <= _now);
            _alarms.RemoveAll(due.Contains);
        }
        due.ForEach(alarm => alarm.Ring());
    }

    public async Task SomebodyWaitsAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!IsAwaited())
            await Task.Delay(1, patience.Token);
    }

    private bool IsAwaited()
    {
        lock (_lock)
            return _alarms.Count > 0;
    }

    private sealed class Alarm(ManualClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._alarms.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
