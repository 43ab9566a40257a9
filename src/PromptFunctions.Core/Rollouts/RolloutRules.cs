using PromptFunctions.Core.Rollouts.Guardrails;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Decides what a deployment does next, from its state alone.</summary>
public static class RolloutRules
{
    /// <summary>Whether the guardrails are to be looked at: in time, and before each next step.</summary>
    public static bool IsEvaluationDue(DeploymentRecord deployment, DateTimeOffset now, TimeSpan interval) =>
        EvaluatesAt(deployment, interval) <= now || (deployment.HoldIsOver(now) && deployment.Guardrails.Count > 0);

    /// <summary>The next move.</summary>
    /// <param name="deployment">The deployment, with its guardrails' verdicts.</param>
    /// <param name="evaluated">Whether the verdicts are of now: only such a one breaks a rollout off.</param>
    /// <param name="now">The time.</param>
    /// <param name="interval">How long verdicts last.</param>
    public static RolloutMove Next(DeploymentRecord deployment, bool evaluated, DateTimeOffset now, TimeSpan interval)
    {
        if (deployment.IsEnded) return new RolloutMove.None();
        if (deployment.Status == DeploymentStatus.Pending) return deployment.Stage == DeploymentStage.Validating ? new RolloutMove.Validate() : new RolloutMove.Test();

        if (evaluated && Broken(deployment, GuardrailAction.Rollback) is { } breach) return new RolloutMove.RollBack(breach);
        if (evaluated && deployment.Status == DeploymentStatus.InProgress && Broken(deployment, GuardrailAction.Pause) is { } reason) return new RolloutMove.Pause(reason);
        if (!deployment.HoldIsOver(now)) return new RolloutMove.Wait(Earlier(deployment.HoldEndsAt, EvaluatesAt(deployment, interval)));
        if (deployment.Guardrails.Count > 0 && !evaluated) return new RolloutMove.Wait(now); // No step without a look.
        return deployment.Guardrails.Any(guardrail => guardrail.Blocks) ? new RolloutMove.Wait(EvaluatesAt(deployment, interval)) : new RolloutMove.NextStep();
    }

    /// <summary>When a deployment should have moved, or been looked at, at the latest; null while it waits for a command.</summary>
    public static DateTimeOffset? DueAt(DeploymentRecord deployment, TimeSpan interval) => deployment switch
    {
        { IsEnded: true } => null,
        { Status: DeploymentStatus.Pending } => deployment.Events[^1].At,
        // With a hold that is over, guardrails are what it waits for.
        { Guardrails.Count: > 0 } => EvaluatesAt(deployment, interval),
        _ => deployment.HoldEndsAt,
    };

    private static DateTimeOffset? EvaluatesAt(DeploymentRecord deployment, TimeSpan interval) =>
        deployment.Guardrails.Count > 0 && deployment.Status is DeploymentStatus.InProgress or DeploymentStatus.Paused
            ? (deployment.EvaluatedAt ?? deployment.Steps[0].StartedAt ?? deployment.StartedAt) + interval
            : null;

    private static string? Broken(DeploymentRecord deployment, GuardrailAction action) =>
        deployment.Guardrails.FirstOrDefault(state => state.Last?.Verdict == GuardrailVerdict.Fail && state.Guardrail.Action == action)?.Last!.Reason;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
