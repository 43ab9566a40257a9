using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Finds deployments that should have moved and have not, and has them driven on.</summary>
public sealed class RolloutWatchdog(
    IDeploymentStore store, IActiveDeployments active, IOptions<RolloutOptions> options, ILogger<RolloutWatchdog> logger, TimeProvider clock)
{
    // What is late by less is most likely on its way.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    // An entry is written just before its deployment: a young one may belong to a creation under way.
    private static readonly TimeSpan OfCreation = TimeSpan.FromMinutes(10);

    /// <summary>Goes through the deployments under way; gives how many were late and are driven on.</summary>
    public async Task<int> RunAsync(IRolloutEngine engine, CancellationToken cancellationToken)
    {
        var driven = 0;
        await foreach (var (rollout, addedAt) in active.ListAsync(cancellationToken))
        {
            try
            {
                if (await LookAfterAsync(engine, rollout, addedAt, cancellationToken)) driven++;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // One that cannot be read or driven must not keep the others from it.
                logger.LogError(e, "The deployment {Deployment} of {Prompt} could not be looked after.", rollout.Id, rollout.Prompt);
            }
        }
        return driven;
    }

    /// <summary>Looks after one deployment; gives whether it was late and is driven on.</summary>
    private async Task<bool> LookAfterAsync(IRolloutEngine engine, RolloutReference rollout, DateTimeOffset addedAt, CancellationToken cancellationToken)
    {
        var deployment = await store.ReadAsync(rollout.Prompt, rollout.Id, cancellationToken);
        var now = clock.GetUtcNow();
        if (deployment is null ? now - addedAt > OfCreation : deployment.IsEnded) await active.RemoveAsync(rollout, cancellationToken);
        if (deployment is null || now - RolloutRules.DueAt(deployment, options.Value.EvaluationInterval) is not { } overdue || overdue < Grace) return false;

        var done = await engine.ReviveAsync(rollout, overdue, cancellationToken);
        logger.LogWarning("The deployment {Deployment} of {Prompt} is late by {Overdue}: {Done}.", rollout.Id, rollout.Prompt, overdue, done);
        return true;
    }
}
