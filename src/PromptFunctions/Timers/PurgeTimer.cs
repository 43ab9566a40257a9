using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Purging;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.Timers;

/// <summary>Keeps storage free of what is old.</summary>
public sealed class PurgeTimer(Purger purger)
{
    /// <summary>Runs once an hour; it may run anywhere, and twice.</summary>
    [Function("Purge")]
    public Task Purge([TimerTrigger("0 41 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        purger.RunAsync(new DurableHistories(client), cancellationToken);
}
