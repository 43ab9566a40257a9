using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.LocalHost.Timers;

/// <summary>Runs timers on their schedules and on demand, from when the host listens until it stops.</summary>
internal sealed class TimerScheduler : IHostedLifecycleService, IDisposable
{
    // Task.Delay takes 49 days at most, and a clock that was set is noticed after an hour.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly List<TimerFunction> _timers;
    private readonly bool _followSchedules;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _running = [];

    public TimerScheduler(
        FunctionCatalog functions, IConfiguration settings, IServiceScopeFactory scopes, TimeProvider clock, ILogger logger, bool followSchedules)
    {
        _timers = [.. functions.Timers.Select(function => new TimerFunction(function, settings, scopes, clock))];
        _followSchedules = followSchedules;
        _clock = clock;
        _logger = logger;
    }

    public TimerFunction? Find(string name) => _timers.Find(timer => timer.IsNamed(name));

    /// <summary>Starts a run and does not wait for it. False if no timer has that name.</summary>
    public bool TryTrigger(string name)
    {
        if (Find(name) is not { } timer)
            return false;
        Start(() => RunAsync(timer));
        return true;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (_followSchedules)
            _timers.ForEach(timer => Start(() => FollowScheduleAsync(timer)));
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        Task[] running;
        lock (_lock)
            running = [.. _running];
        // A run that does not heed its token is left behind when the host's patience ends.
        await Task.WhenAll(running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopping.Dispose();
        _timers.ForEach(timer => timer.Dispose());
    }

    private void Start(Func<Task> work)
    {
        lock (_lock)
        {
            _running.RemoveAll(task => task.IsCompleted);
            _running.Add(Task.Run(work));
        }
    }

    private async Task FollowScheduleAsync(TimerFunction timer)
    {
        if (timer.RunOnStartup)
            await RunAsync(timer);
        var next = timer.Schedule.Next(_clock.GetUtcNow());
        while (await WaitUntilAsync(next))
        {
            await RunAsync(timer);
            // Not from the clock alone, which may be a little behind the delay; occurrences during a run are left out.
            var now = _clock.GetUtcNow();
            next = timer.Schedule.Next(now > next ? now : next);
        }
    }

    private async Task<bool> WaitUntilAsync(DateTimeOffset time)
    {
        try
        {
            while (time - _clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait < LongestWait ? wait : LongestWait, _clock, _stopping.Token);
            return !_stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(TimerFunction timer)
    {
        try
        {
            await timer.RunAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception e)
        {
            _logger.LogError(e, "Function {Function} failed.", timer.Name);
        }
    }
}
