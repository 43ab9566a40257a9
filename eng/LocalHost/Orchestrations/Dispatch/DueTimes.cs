namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>When instances are to be woken: all that a waiting instance takes of memory.</summary>
internal sealed class DueTimes : IDisposable
{
    // A timer takes 49 days at most, and a clock that was set is noticed after an hour.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTime> _times = [];
    private readonly SortedSet<(DateTime Time, string Id)> _order = new(Comparer<(DateTime Time, string Id)>.Create((one, other) =>
        one.Time != other.Time ? one.Time.CompareTo(other.Time) : string.CompareOrdinal(one.Id, other.Id)));
    private readonly TimeProvider _clock;
    private readonly Action<string> _wake;
    private readonly ITimer _alarm;

    public DueTimes(TimeProvider clock, Action<string> wake)
    {
        _clock = clock;
        _wake = wake;
        _alarm = clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _times.Count;
        }
    }

    /// <summary>Sets when an instance is to be woken, or that it need not be.</summary>
    public void Set(string id, DateTime? time)
    {
        lock (_lock)
        {
            if (_times.Remove(id, out var old))
                _order.Remove((old, id));
            if (time is { } due)
            {
                _times.Add(id, due);
                _order.Add((due, id));
            }
            SetAlarm();
        }
    }

    public void Dispose() => _alarm.Dispose();

    private void Ring()
    {
        List<string> due = [];
        lock (_lock)
        {
            var now = _clock.GetUtcNow().UtcDateTime;
            while (_order.Count > 0 && _order.Min.Time <= now)
            {
                due.Add(_order.Min.Id);
                _times.Remove(_order.Min.Id);
                _order.Remove(_order.Min);
            }
            SetAlarm();
        }
        due.ForEach(_wake);
    }

    private void SetAlarm()
    {
        if (_order.Count == 0)
            return;
        var wait = _order.Min.Time - _clock.GetUtcNow().UtcDateTime;
        // Rounded up: a timer that rings a fraction too early would ring twice.
        var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LongestWait.TotalMilliseconds)));
        _alarm.Change(rounded, Timeout.InfiniteTimeSpan);
    }
}
