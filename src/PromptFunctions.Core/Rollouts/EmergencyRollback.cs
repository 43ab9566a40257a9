using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Rollouts;

/// <summary>
/// Takes a bad version back, whatever else is going on. What is under way is rolled back first; with nothing under way the
/// version before is live again; pressed again it goes one further back, never forward.
/// </summary>
public sealed class EmergencyRollback(IDeploymentStore store, Rollbacks rollbacks, PromptChanges changes, RolloutMessages messages, TimeProvider clock)
{
    /// <summary>Rolls back; 409 <c>nothing-to-roll-back-to</c> where nothing was live before.</summary>
    public async Task<DeploymentRecord> RunAsync(string prompt, RollbackRequest request, IRolloutEngine engine, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        ActiveDeployment? driven = null;
        var result = await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = PromptHead.Require(head, prompt);
            context.Preconditions.Require(() => PromptView.TagOf(before));
            driven = before.Prompt.Deployment;
            var change = driven is not null && (request.To is null || request.To == before.Route.Live?.Version)
                ? await StopAsync(before, driven, request, context.Actor, cancellation)
                : await rollbacks.ReturnAsync(before, request.To, request.Reason, context.Actor, cancellation);
            return new Planned<DeploymentRecord>(change, change.Deployments[0]);
        }, cancellationToken);
        if (driven is not null) await messages.WakeAsync(engine, new(prompt, driven.Id));
        return result;
    }

    private async Task<PromptChange> StopAsync(PromptHead head, ActiveDeployment driven, RollbackRequest request, string actor, CancellationToken cancellationToken)
    {
        var running = await store.ReadAsync(head.Prompt.Name, driven.Id, cancellationToken) ?? throw new StaleReadException();
        head.RequireSameInstant(running);
        return new RolloutTransition(head, running, actor, request.Reason, clock.GetUtcNow()).End(DeploymentStatus.RolledBack);
    }
}
