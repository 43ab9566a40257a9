using Microsoft.Extensions.Options;
using PromptFunctions.Core.Purging;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Purging;

public sealed class HistoryPurgeTests : IOrchestrationHistories
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock clock = new(Start);
    private readonly CursorsInMemory cursors = new();
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> windows = [];
    private Func<DateTimeOffset, DateTimeOffset, (int, bool)> answer = (_, _) => (0, true);

    [Fact]
    public async Task What_has_piled_up_is_gone_through_in_windows_that_touch_and_end_with_all_time_until_seven_days_ago()
    {
        await RunAsync();

        Assert.Equal(Start.AddDays(-407), windows[0].From);
        Assert.All(windows[..^1].Zip(windows[1..^1]), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Equal((DateTimeOffset.UnixEpoch, Start.AddDays(-7)), windows[^1]);
        Assert.InRange(windows.Count, 5, 20);
    }

    [Fact]
    public async Task Where_there_is_much_a_window_is_a_day()
    {
        answer = (_, _) => (100, true);

        Assert.Equal(100 * 400, await RunAsync());

        Assert.All(windows[..^1], window => Assert.Equal(TimeSpan.FromDays(1), window.To - window.From));
    }

    [Fact]
    public async Task After_that_one_call_an_hour_is_enough()
    {
        await RunAsync();
        windows.Clear();
        clock.Advance(TimeSpan.FromHours(1));

        await RunAsync();

        Assert.Equal([(DateTimeOffset.UnixEpoch, Start.AddDays(-7).AddHours(1))], windows);
    }

    [Fact]
    public async Task A_window_that_was_not_purged_as_a_whole_comes_first_the_next_time()
    {
        answer = (from, _) => (5, from < Start.AddDays(-404.5));
        await RunAsync();
        Assert.Equal(Start.AddDays(-404), windows[^1].From);
        windows.Clear();
        answer = (_, _) => (0, true);

        await RunAsync();

        Assert.Equal(Start.AddDays(-404), windows[0].From);
    }

    [Fact]
    public async Task A_run_ends_when_its_time_is_up_and_the_next_one_goes_on()
    {
        answer = (_, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(11));
            return (1, true);
        };
        Assert.Equal(3, await RunAsync());
        var last = windows[^1];

        await RunAsync();

        Assert.Equal(last.To, windows[3].From);
    }

    [Fact]
    public async Task A_run_ends_where_another_one_came_first()
    {
        await RunAsync();
        clock.Advance(TimeSpan.FromDays(10));
        windows.Clear();
        var raced = false;
        cursors.Saving = async () =>
        {
            if (raced) return;
            raced = true;
            await RunAsync();
        };

        await RunAsync();

        // The first window of the one that lost, and all of the one that won.
        Assert.Equal(windows[0], windows[1]);
        Assert.Equal((DateTimeOffset.UnixEpoch, Start.AddDays(3)), windows[^1]);
    }

    Task<(int Deleted, bool IsComplete)> IOrchestrationHistories.PurgeAsync(DateTimeOffset after, DateTimeOffset before, CancellationToken cancellationToken)
    {
        windows.Add((after, before));
        return Task.FromResult(answer(after, before));
    }

    private Task<int> RunAsync() => new HistoryPurge(cursors, Options.Create(new PurgeOptions()), clock).RunAsync(this, CancellationToken.None);
}
