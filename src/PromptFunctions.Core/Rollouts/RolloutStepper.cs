using Microsoft.Extensions.Options;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>
/// Takes a deployment one move further, if one is due. It changes the row only from the state that it read, so it may run
/// twice, anywhere, at any time.
/// </summary>
public sealed class RolloutStepper(
    IPromptStore prompts, IDeploymentStore store, IActiveDeployments active, VersionReader reader, VersionGates gates,
    GuardrailEvaluator evaluator, RolloutMoves moves, PromptChanges changes, IOptions<RolloutOptions> options, TimeProvider clock)
{
    private readonly TimeSpan interval = options.Value.EvaluationInterval;

    /// <summary>Makes the next move, if it is time.</summary>
    public async Task<RolloutProgress> AdvanceAsync(RolloutReference rollout, CancellationToken cancellationToken)
    {
        var known = await store.ReadAsync(rollout.Prompt, rollout.Id, cancellationToken);
        if (known is null) return RolloutProgress.Unknown;

        var due = RolloutRules.IsEvaluationDue(known, clock.GetUtcNow(), interval);
        var deployment = due ? await evaluator.EvaluateAsync(known, cancellationToken) : known;
        var move = RolloutRules.Next(deployment, due, clock.GetUtcNow(), interval);
        if (move is RolloutMove.Wait wait)
        {
            var saved = !due || await SaveAsync(deployment, cancellationToken);
            return RolloutProgress.Of(deployment, saved ? wait.Until : clock.GetUtcNow());
        }
        if (move is not RolloutMove.None) deployment = await MoveAsync(deployment, move, cancellationToken);
        if (!deployment.IsEnded) return RolloutProgress.Of(deployment, Until(deployment));
        await active.RemoveAsync(rollout, cancellationToken);
        return RolloutProgress.Of(deployment, null);
    }

    /// <summary>Writes verdicts down; false where the deployment has changed since it was read. One that is new and bad is a change of the prompt, which others are told of.</summary>
    private Task<bool> SaveAsync(DeploymentRecord deployment, CancellationToken cancellationToken) => deployment.Breaches.Count == 0
        ? store.TrySaveAsync(deployment, cancellationToken)
        : changes.ApplyAsync(deployment.Prompt, new() { Actor = Actors.System }, async (head, cancellation) =>
        {
            if ((await store.ReadAsync(deployment.Prompt, deployment.Id, cancellation))?.StoreTag != deployment.StoreTag) return new(null, false);
            PromptHead.Require(head, deployment.Prompt).RequireSameInstant(deployment);
            var reason = string.Join(" ", deployment.Breaches.Select(state => state.Last!.Reason));
            return new Planned<bool>(new RolloutTransition(head!, deployment, Actors.System, reason, clock.GetUtcNow()).Note(), true);
        }, cancellationToken);

    private async Task<DeploymentRecord> MoveAsync(DeploymentRecord deployment, RolloutMove move, CancellationToken cancellationToken)
    {
        var gate = move is RolloutMove.Validate or RolloutMove.Test ? await CheckAsync(deployment, cancellationToken) : null;
        DeploymentRecord? first = deployment;
        return await changes.ApplyAsync(deployment.Prompt, new() { Actor = Actors.System }, async (head, cancellation) =>
        {
            PromptHead.Require(head, deployment.Prompt);
            // After a lost race it may no longer be as it was when the move was decided: then the next call decides anew.
            var current = first ?? await store.ReadAsync(deployment.Prompt, deployment.Id, cancellation);
            first = null;
            if (current?.StoreTag != deployment.StoreTag) return new(null, current ?? deployment);
            head!.RequireSameInstant(deployment);
            // A gate or tests that have changed since are checked anew.
            if (gate is not null && !gate.Holds(head.Prompt)) return new(null, deployment);
            var change = await PlanAsync(head, deployment, move, gate, cancellation);
            return new Planned<DeploymentRecord>(change, change.Deployment!);
        }, cancellationToken);
    }

    private Task<PromptChange> PlanAsync(PromptHead head, DeploymentRecord deployment, RolloutMove move, GateCheck? gate, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (gate?.Refusal is { } refusal) return Task.FromResult(new RolloutTransition(head, deployment, Actors.System, refusal.Detail, now).End(DeploymentStatus.Failed));
        var reason = gate is null ? $"Step {deployment.CurrentStep} held as long as it should." : $"{gate.Applied}.";
        return moves.PlanAsync(head, deployment, move, (Actors.System, reason, DeploymentEventKinds.Step), now, cancellationToken);
    }

    /// <summary>Checks the gate of the deployment's stage. No lock is held meanwhile: tests take their time.</summary>
    private async Task<GateCheck> CheckAsync(DeploymentRecord deployment, CancellationToken cancellationToken)
    {
        var head = PromptHead.Require(await prompts.ReadHeadAsync(deployment.Prompt, cancellationToken), deployment.Prompt);
        var version = await reader.ReadAsync(deployment.Prompt, deployment.Version, cancellationToken);
        var to = deployment.Stage == DeploymentStage.Validating ? VersionStatus.Testing : VersionStatus.Production;
        return await gates.CheckAsync(head, version, to, Actors.System, cancellationToken);
    }

    private DateTimeOffset? Until(DeploymentRecord deployment)
    {
        var now = clock.GetUtcNow();
        return RolloutRules.Next(deployment, evaluated: false, now, interval) is RolloutMove.Wait wait ? wait.Until : now;
    }
}
