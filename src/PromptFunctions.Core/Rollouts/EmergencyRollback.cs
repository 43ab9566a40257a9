using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>
/// Takes a bad version back, whatever else is going on. A rollout that shares the traffic is rolled back; otherwise the
/// version before is live again, and what is still at its gates ends with it. Pressed again it goes one further back, never
/// forward.
/// </summary>
public sealed class EmergencyRollback(Rollbacks rollbacks, PromptChanges changes, RolloutMessages messages)
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
            var change = driven is not null && IsToStop(before, request.To)
                ? await rollbacks.StopAsync(before, driven, request.Reason, context.Actor, cancellation)
                : await rollbacks.ReturnAsync(before, request.To, request.Reason, context.Actor, cancellation);
            return new Planned<DeploymentRecord>(change, change.Deployment!);
        }, cancellationToken);
        if (driven is not null) await messages.WakeAsync(engine, new(prompt, driven.Id));
        return result;
    }

    /// <summary>Whether what is under way is stopped, and nothing else: it shares the traffic, or there is nothing to go back to.</summary>
    private static bool IsToStop(PromptHead head, VersionNumber? to) =>
        to is null ? head.Route.Rollout is not null || head.Route.EarlierLive.Count == 0 : to == head.Route.Live?.Version;
}
