using Microsoft.Extensions.Options;
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
    DeploymentService deployments, VersionReader reader, GuardrailEvaluator evaluator, RolloutMoves moves, Rollbacks rollbacks,
    PromptChanges changes, RolloutMessages messages, IOptions<RolloutOptions> options, TimeProvider clock)
{
    /// <summary>Carries out a command; 409 <c>illegal-command</c> where it may not be given.</summary>
    public async Task<DeploymentRecord> RunAsync(
        string prompt, string id, DeploymentCommand command, ReasonRequest request, IRolloutEngine engine, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        // Looked at before the prompt's turn, because figures may be slow and an emergency must not wait for them.
        var looked = command == DeploymentCommand.Advance ? await LookAsync(await deployments.RequireAsync(prompt, id, cancellationToken), cancellationToken) : null;
        ActiveDeployment? driven = null;
        var result = await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            driven = PromptHead.Require(head, prompt).Prompt.Deployment;
            var deployment = await deployments.RequireAsync(prompt, id, cancellation);
            head!.RequireSameInstant(deployment);
            context.Preconditions.Require(() => DeploymentView.TagOf(deployment));
            DeploymentCommands.Require(deployment, command, head.Prompt.LiveDeployment == id);
            if (looked is not null && looked.StoreTag != deployment.StoreTag) looked = await LookAsync(deployment, cancellation);
            var change = looked is null
                ? await PlanAsync(head, deployment, command, request.Reason, context.Actor, cancellation)
                : await AdvanceAsync(head, looked, request.Reason, context.Actor, cancellation);
            return new Planned<DeploymentRecord>(change, change.Deployment!);
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
            DeploymentCommand.Complete => transition.Complete(await reader.ReadAsync(head, deployment.Version, cancellationToken)),
            _ when deployment.IsEnded => await rollbacks.UndoAsync(head, deployment, reason, actor, cancellationToken),
            _ => transition.End(DeploymentStatus.RolledBack),
        };
    }

    /// <summary>The deployment with verdicts of now: a hold ends by command as by time, never past a guardrail.</summary>
    private async Task<DeploymentRecord> LookAsync(DeploymentRecord deployment, CancellationToken cancellationToken) =>
        deployment.Guardrails.Count > 0 ? await evaluator.EvaluateAsync(deployment, cancellationToken) : deployment;

    private async Task<PromptChange> AdvanceAsync(PromptHead head, DeploymentRecord looked, string? reason, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var over = looked with { HoldEndsAt = now };
        var move = RolloutRules.Next(over, evaluated: true, now, options.Value.EvaluationInterval);
        // The hold is ended by somebody also where a guardrail decides what follows.
        if (move is RolloutMove.RollBack or RolloutMove.Pause) over = over.With(new DeploymentEvent(now, DeploymentEventKinds.Advanced, reason ?? "", actor));
        return await moves.PlanAsync(head, over, move, (actor, reason, DeploymentEventKinds.Advanced), now, cancellationToken);
    }
}
