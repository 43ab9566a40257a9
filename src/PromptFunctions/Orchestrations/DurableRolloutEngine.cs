using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Orchestrations;

/// <summary>Drives deployments by orchestrations, one each, under the deployment's own id.</summary>
public sealed class DurableRolloutEngine(DurableTaskClient client) : IRolloutEngine
{
    /// <inheritdoc/>
    public Task StartAsync(RolloutReference rollout, CancellationToken cancellationToken) =>
        client.ScheduleNewOrchestrationInstanceAsync(RolloutOrchestrator.Name, rollout, new StartOrchestrationOptions(rollout.Id), cancellationToken);

    /// <inheritdoc/>
    public Task WakeAsync(RolloutReference rollout, CancellationToken cancellationToken) =>
        client.RaiseEventAsync(rollout.Id, RolloutOrchestrator.Changed, Activity.Current?.Id ?? "", cancellationToken);

    /// <inheritdoc/>
    public async Task<string> ReviveAsync(RolloutReference rollout, bool isStuck, CancellationToken cancellationToken)
    {
        var known = await client.GetInstanceAsync(rollout.Id, cancellationToken);
        switch (known?.RuntimeStatus)
        {
            case OrchestrationRuntimeStatus.Suspended:
                return "its orchestration is suspended, which only whoever suspended it should end";
            case OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending when !isStuck:
                await WakeAsync(rollout, cancellationToken);
                return "its orchestration was woken";
            case OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending:
                await client.TerminateInstanceAsync(rollout.Id, cancellation: cancellationToken);
                return "its orchestration did not stir and was terminated, to be started anew";
            default:
                await StartAsync(rollout, cancellationToken);
                return "its orchestration was started";
        }
    }
}
