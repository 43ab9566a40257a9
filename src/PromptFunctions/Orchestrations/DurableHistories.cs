using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Purging;

namespace PromptFunctions.Orchestrations;

/// <summary>The histories of orchestrations that Durable Functions keeps.</summary>
public sealed class DurableHistories(DurableTaskClient client) : IOrchestrationHistories
{
    // An orchestration that runs, waits or is suspended is none of these, however old it is.
    private static readonly OrchestrationRuntimeStatus[] Over = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <inheritdoc/>
    public async Task<(int Deleted, bool IsComplete)> PurgeAsync(DateTimeOffset after, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // Not every engine heeds the time; one that does not deletes all that was created between the two.
        var result = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(after, before, Over) { Timeout = Purger.Budget }, cancellationToken);
        return (result.PurgedInstanceCount, result.IsComplete != false);
    }
}
