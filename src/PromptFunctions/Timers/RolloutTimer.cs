using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.Timers;

/// <summary>Looks after deployments whose orchestration was lost.</summary>
public sealed class RolloutTimer(RolloutWatchdog watchdog)
{
    /// <summary>Runs once a minute; it may run anywhere, and twice.</summary>
    [Function("WatchRollouts")]
    public Task WatchRollouts([TimerTrigger("30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        watchdog.RunAsync(new DurableRolloutEngine(client), cancellationToken);
}
