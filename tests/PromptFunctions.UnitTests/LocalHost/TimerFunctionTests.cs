using System.Net;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.LocalHost;

public sealed class TimerFunctionTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Noon + TimeSpan.FromSeconds(10));

    [Fact]
    public async Task A_timer_runs_at_each_occurrence_of_its_schedule()
    {
        await using var app = await StartAsync("EachMinute");

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(49));
        Assert.True(app.TimerLog().IsEmpty);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(Noon.AddMinutes(1), (await app.TimerLog().NextAsync()).At);
        await _clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Noon.AddMinutes(2), (await app.TimerLog().NextAsync()).At);
    }

    [Fact]
    public async Task A_schedule_can_be_a_setting()
    {
        await using var app = await StartAsync("Configured");

        await _clock.AdvanceAsync(TimeSpan.FromMinutes(30));

        Assert.Equal("Configured", (await app.TimerLog().NextAsync()).Name);
    }

    [Fact]
    public async Task A_run_is_told_of_the_last_and_the_next()
    {
        await using var app = await StartAsync("EachMinute");

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(50));
        await app.TimerLog().NextAsync();
        await _clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        var info = (await app.TimerLog().NextAsync()).Info;

        Assert.False(info.IsPastDue);
        Assert.Equal(Noon.AddMinutes(1).UtcDateTime, info.ScheduleStatus!.Last);
        Assert.Equal(Noon.AddMinutes(3).UtcDateTime, info.ScheduleStatus.Next);
    }

    [Fact]
    public async Task A_timer_that_runs_on_startup_does()
    {
        await using var app = await StartAsync("AtStart");

        var run = await app.TimerLog().NextAsync();

        Assert.Equal("AtStart", run.Name);
        Assert.Null(run.Info.ScheduleStatus); // UseMonitor is false
    }

    [Fact]
    public async Task A_run_that_fails_is_not_the_last()
    {
        await using var app = await StartAsync("EachMinute");
        app.TimerLog().Then = _ => throw new InvalidOperationException("Failed on purpose");

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(50));
        await app.TimerLog().NextAsync();
        await _clock.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Noon.AddMinutes(2), (await app.TimerLog().NextAsync()).At);
    }

    [Fact]
    public async Task A_timer_runs_on_demand_and_the_call_does_not_wait_for_it()
    {
        await using var app = await LocalHostApp.StartAsync(SampleHost.Options);
        app.TimerLog().Then = cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, await CallAsync(app, "eachminute"));
        Assert.Equal("EachMinute", (await app.TimerLog().NextAsync()).Name);
    }

    [Theory]
    [InlineData("Unknown")]
    [InlineData("GetItem")]
    public async Task What_is_no_timer_is_404_on_demand(string name)
    {
        await using var app = await LocalHostApp.StartAsync(SampleHost.Options);

        Assert.Equal(HttpStatusCode.NotFound, await CallAsync(app, name));
    }

    [Fact]
    public async Task A_host_without_a_timer_passes_the_call_on_to_the_one_that_has_it()
    {
        await using var timer = await LocalHostApp.StartAsync(SampleHost.Options with { Group = FunctionGroup.Timer("EachMinute") });
        await using var http = await LocalHostApp.StartAsync(SampleHost.Options with
        {
            Group = FunctionGroup.Http,
            Settings = new Dictionary<string, string?> { ["LocalHost__Forward__EachMinute"] = $"{timer.BaseAddress}" },
        });

        Assert.Equal(HttpStatusCode.Accepted, await CallAsync(http, "EachMinute"));
        Assert.Equal("EachMinute", (await timer.TimerLog().NextAsync()).Name);
        Assert.True(http.TimerLog().IsEmpty);
    }

    [Fact]
    public async Task Runs_of_one_timer_never_overlap()
    {
        await using var app = await StartAsync("EachMinute");
        var finish = new TaskCompletionSource();
        app.TimerLog().Then = _ => finish.Task;
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(50));
        await app.TimerLog().NextAsync();

        await CallAsync(app, "EachMinute");
        var asked = app.RunTimerAsync("EachMinute");
        await Task.Delay(100);
        Assert.True(app.TimerLog().IsEmpty);
        finish.SetResult();

        await asked;
        await app.TimerLog().NextAsync();
        await app.TimerLog().NextAsync();
        Assert.True(app.TimerLog().IsEmpty);
    }

    [Fact]
    public async Task A_run_that_is_awaited_throws_what_the_function_threw()
    {
        await using var app = await LocalHostApp.StartAsync(SampleHost.Options);
        app.TimerLog().Then = _ => throw new InvalidOperationException("Failed on purpose");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => app.RunTimerAsync("EachMinute"));

        Assert.Equal("Failed on purpose", thrown.Message);
    }

    [Fact]
    public async Task Stopping_ends_a_run_by_its_token()
    {
        var app = await StartAsync("EachMinute");
        var ended = false;
        app.TimerLog().Then = async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended = true;
        };
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(50));
        await app.TimerLog().NextAsync();

        await app.DisposeAsync();

        Assert.True(ended);
    }

    [Fact]
    public async Task A_timer_that_does_not_exist_is_no_group()
    {
        var thrown = await Assert.ThrowsAsync<LocalHostException>(() => StartAsync("Unknown"));

        Assert.Equal("There is no timer named Unknown.", thrown.Message);
    }

    private static async Task<HttpStatusCode> CallAsync(LocalHostApp app, string function)
    {
        using var client = new HttpClient();
        using var response = await client.PostAsync(new Uri(app.BaseAddress, $"admin/functions/{function}"), new StringContent("{}"));
        return response.StatusCode;
    }

    private Task<LocalHostApp> StartAsync(string timer) => LocalHostApp.StartAsync(
        SampleHost.Options.WithClock(_clock) with { RunTimers = true, Group = FunctionGroup.Timer(timer) });
}
