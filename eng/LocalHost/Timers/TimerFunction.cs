using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.LocalHost.Orchestrations;
using PromptFunctions.LocalHost.Telemetry;

namespace PromptFunctions.LocalHost.Timers;

/// <summary>One timer. Runs of it never overlap in this process.</summary>
internal sealed class TimerFunction : IDisposable
{
    private readonly FunctionMethod _function;
    private readonly TimerTriggerAttribute _trigger;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _gate = new(1);
    private DateTimeOffset _last;

    public TimerFunction(FunctionMethod function, IConfiguration settings, IServiceScopeFactory scopes, TimeProvider clock)
    {
        _function = function;
        _trigger = (TimerTriggerAttribute)function.Trigger;
        _scopes = scopes;
        _clock = clock;
        Schedule = CronSchedule.Parse(_trigger.Schedule, settings);
        if (function.Method.GetParameters().FirstOrDefault(parameter => !IsBound(parameter)) is { } unbound)
            throw new LocalHostException($"Function {Name}: the worker cannot bind '{unbound.Name}', which is neither TimerInfo, the durable client, nor a CancellationToken.");
    }

    public string Name => _function.Name;

    public bool RunOnStartup => _trigger.RunOnStartup;

    public CronSchedule Schedule { get; }

    public bool IsNamed(string name) => _function.IsNamed(name);

    /// <summary>Runs it now, or after the run that is under way.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        using var span = FunctionSpans.Start(Name);
        try
        {
            var info = Describe();
            await using var scope = _scopes.CreateAsyncScope();
            var arguments = _function.Method.GetParameters().Select(parameter =>
                parameter.ParameterType == typeof(TimerInfo) ? (object)info
                : parameter.IsDurableClient() ? scope.ServiceProvider.GetRequiredService<DurableTaskClient>()
                : cancellationToken);
            var running = _function.Method.Invoke(
                _function.CreateInstance(scope.ServiceProvider), BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
            await (running as Task ?? Task.CompletedTask);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static bool IsBound(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TimerInfo) || parameter.IsDurableClient() || parameter.ParameterType == typeof(CancellationToken);

    /// <summary>Never past due: what was missed while no host ran is not remembered.</summary>
    private TimerInfo Describe()
    {
        var (last, now) = (_last, _clock.GetUtcNow());
        _last = now;
        var status = new ScheduleStatus
        {
            Last = last.UtcDateTime,
            Next = Schedule.Next(now).UtcDateTime,
            LastUpdated = last.UtcDateTime,
        };
        return new TimerInfo { ScheduleStatus = _trigger.UseMonitor ? status : null };
    }
}
