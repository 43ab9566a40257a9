using Microsoft.Extensions.Options;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>
/// Carries out commands to a deployment: in the row and the route before it returns, so that none waits for the engine,
/// which is told afterwards.
/// </summary>
public sealed class DeploymentCommander(
    DeploymentService deployments, VersionReader reader, GuardrailEvaluator evaluator, Rollbacks rollbacks, PromptChanges changes,
    RolloutMessages messages, IOptions<RolloutOptions> options, TimeProvider clock)
{
    /// <summary>Carries out a command; 409 <c>illegal-command</c> where it may not be given.</summary>
    public async Task<DeploymentRecord> RunAsync(
        string prompt, string id, DeploymentCommand command, DeploymentCommandRequest request, IRolloutEngine engine, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        ActiveDeployment? driven = null;
        var result = await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            driven = PromptHead.Require(head, prompt).Prompt.Deployment;
            var deployment = await deployments.RequireAsync(prompt, id, cancellation);
            head!.RequireSameInstant(deployment);
            context.Preconditions.Require(() => DeploymentView.TagOf(deployment));
            DeploymentCommands.Require(deployment, command, head.Prompt.LiveDeployment == id);
            var change = await PlanAsync(head, deployment, command, request.Reason, context.Actor, cancellation);
            return new Planned<DeploymentRecord>(change, change.Deployments[0]);
        }, cancellationToken);
        if (driven is not null) await messages.WakeAsync(engine, new(prompt, driven.Id));
        return result;
    }

    private async Task<PromptChange> PlanAsync(
        PromptHead head, DeploymentRecord deployment, DeploymentCommand command, string? reason, string actor, CancellationToken cancellationToken)
    {
        var transition = new RolloutTransition(head, deployment, actor, reason, clock.GetUtcNow());
        return command switch
        {
            DeploymentCommand.Pause => transition.Pause(),
            DeploymentCommand.Resume => transition.Resume(),
            DeploymentCommand.Abort => transition.End(DeploymentStatus.Aborted),
            DeploymentCommand.Complete => transition.Complete(await CandidateAsync(head, deployment, cancellationToken)),
            DeploymentCommand.Advance => await AdvanceAsync(head, deployment, reason, actor, cancellationToken),
            _ when deployment.IsEnded => await rollbacks.UndoAsync(head, deployment, reason, actor, cancellationToken),
            _ => transition.End(DeploymentStatus.RolledBack),
        };
    }

    /// <summary>Ends the hold. The guardrails are looked at before the next step, as at the end of any hold.</summary>
    private async Task<PromptChange> AdvanceAsync(PromptHead head, DeploymentRecord deployment, string? reason, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        deployment = deployment with { HoldEndsAt = now };
        var evaluated = deployment.Guardrails.Count > 0;
        if (evaluated) deployment = await evaluator.EvaluateAsync(deployment, cancellationToken);
        RolloutTransition By(string who, string? why) => new(head, deployment, who, why, now);
        switch (RolloutRules.Next(deployment, evaluated, now, options.Value.EvaluationInterval))
        {
            case RolloutMove.RollBack broken:
                return By(Actors.System, broken.Reason).End(DeploymentStatus.RolledBack);
            case RolloutMove.Pause broken:
                return By(Actors.System, broken.Reason).Pause();
            case RolloutMove.NextStep:
                var version = RolloutTransition.NeedsVersion(deployment) ? await CandidateAsync(head, deployment, cancellationToken) : null;
                return By(actor, reason).Step(version, DeploymentEventKinds.Advanced);
            default:
                return By(actor, reason).EndHold();
        }
    }

    private async Task<VersionRecord> CandidateAsync(PromptHead head, DeploymentRecord deployment, CancellationToken cancellationToken)
    {
        var version = await reader.ReadAsync(deployment.Prompt, deployment.Version, cancellationToken);
        head.RequireSameInstant(version);
        return version;
    }
}
