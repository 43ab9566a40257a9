using Microsoft.Azure.Functions.Worker;

namespace PromptFunctions.UnitTests.LocalHost;

/// <summary>Timers that say when they run.</summary>
public sealed class SampleTimers(TimerLog log)
{
    [Function("EachMinute")]
    public Task RunEachMinuteAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        log.RunAsync("EachMinute", timer, cancellationToken);

    [Function("Configured")]
    public Task RunAsConfiguredAsync([TimerTrigger("%Sample:Schedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        log.RunAsync("Configured", timer, cancellationToken);

    [Function("AtStart")]
    public void RunAtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        log.RunAsync("AtStart", timer, CancellationToken.None);
}
