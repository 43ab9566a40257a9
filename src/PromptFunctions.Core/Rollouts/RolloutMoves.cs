using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Works out what a move writes, whoever makes it.</summary>
public sealed class RolloutMoves(VersionReader reader)
{
    /// <summary>The change that a move is.</summary>
    /// <param name="head">The prompt as it is.</param>
    /// <param name="deployment">The deployment as it is.</param>
    /// <param name="move">The move; one that waits ends the hold.</param>
    /// <param name="step">Who has a next step applied, why, and what the events call it. What guardrails do is the system's.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    internal async Task<PromptChange> PlanAsync(
        PromptHead head, DeploymentRecord deployment, RolloutMove move, (string By, string? Reason, string Kind) step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RolloutTransition BySystem(string reason) => new(head, deployment, Actors.System, reason, now);
        var transition = new RolloutTransition(head, deployment, step.By, step.Reason, now);
        return move switch
        {
            RolloutMove.Validate => transition.EnterTesting(),
            RolloutMove.RollBack broken => BySystem(broken.Reason).End(DeploymentStatus.RolledBack),
            RolloutMove.Pause broken => BySystem(broken.Reason).Pause(),
            RolloutMove.Wait => transition.EndHold(),
            _ => transition.Step(await CandidateAsync(head, deployment, cancellationToken), step.Kind),
        };
    }

    /// <summary>The candidate, where the next step changes it; else null.</summary>
    private async Task<VersionRecord?> CandidateAsync(PromptHead head, DeploymentRecord deployment, CancellationToken cancellationToken) =>
        RolloutTransition.NeedsVersion(deployment) ? await reader.ReadAsync(head, deployment.Version, cancellationToken) : null;
}
