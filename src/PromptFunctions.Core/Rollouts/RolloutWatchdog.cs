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

    // A gate takes as long as the prompt's tests do.
    private static readonly TimeSpan StuckAtGate = TimeSpan.FromHours(1);
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ForEach = TimeSpan.FromSeconds(30);

    private const int AtOnce = 8;

    /// <summary>Goes through the deployments under way; gives how many were late and are driven on.</summary>
    public async Task<int> RunAsync(IRolloutEngine engine, CancellationToken cancellationToken)
    {
        var driven = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(active.ListAsync(cancellationToken), parallel, async (entry, stopping) =>
        {
            using var patience = new CancellationTokenSource(ForEach, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
            try
            {
                if (await LookAfterAsync(engine, entry.Rollout, entry.AddedAt, either.Token).WaitAsync(either.Token)) Interlocked.Increment(ref driven);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // One that cannot be read or driven must not keep the others from it.
                logger.LogError(e, "The deployment {Deployment} of {Prompt} could not be looked after.", entry.Rollout.Id, entry.Rollout.Prompt);
            }
        });
        return driven;
    }

    /// <summary>Looks after one deployment; gives whether it was late and is driven on.</summary>
    private async Task<bool> LookAfterAsync(IRolloutEngine engine, RolloutReference rollout, DateTimeOffset addedAt, CancellationToken cancellationToken)
    {
        var deployment = await store.ReadAsync(rollout.Prompt, rollout.Id, cancellationToken);
        var now = clock.GetUtcNow();
        if (deployment is null ? now - addedAt > OfCreation : deployment.IsEnded) await active.RemoveAsync(rollout, cancellationToken);
        if (deployment is null || now - RolloutRules.DueAt(deployment, options.Value.EvaluationInterval) is not { } overdue || overdue < Grace) return false;

        var isStuck = overdue >= (deployment.Status == DeploymentStatus.Pending ? StuckAtGate : Stuck);
        var done = await engine.ReviveAsync(rollout, isStuck, cancellationToken);
        logger.LogWarning("The deployment {Deployment} of {Prompt} is late by {Overdue}: {Done}.", rollout.Id, rollout.Prompt, overdue, done);
        return true;
    }
}
