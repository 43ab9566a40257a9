using System.Collections.Concurrent;
using PromptFunctions.LocalHost.Orchestrations.Dispatch;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

public sealed class DueTimesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Noon);
    private readonly ConcurrentQueue<string> _woken = [];
    private readonly DueTimes _due;

    public DueTimesTests() => _due = new DueTimes(_clock, _woken.Enqueue);

    public void Dispose() => _due.Dispose();

    [Fact]
    public void Each_is_woken_when_its_time_comes()
    {
        Set("late", 20);
        Set("early", 10);

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["early"], _woken);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["early", "late"], _woken);
        Assert.Equal(0, _due.Count);
    }

    [Fact]
    public void Only_the_last_time_counts()
    {
        Set("moved", 10);
        Set("moved", 30);
        Set("dropped", 10);
        _due.Set("dropped", null);

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(_woken);
        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(["moved"], _woken);
    }

    [Fact]
    public void A_time_far_away_is_waited_for()
    {
        Set("far", 60 * 24 * 100);

        for (var day = 0; day < 99; day++)
            _clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(_woken);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["far"], _woken);
    }

    private void Set(string id, int minutes) => _due.Set(id, Noon.UtcDateTime.AddMinutes(minutes));
}
