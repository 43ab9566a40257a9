using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Works out how a deployment begins, whatever it is begun by.</summary>
internal static class DeploymentPlan
{
    /// <summary>The change by which a version starts to come live. It is pending then; gates and steps follow.</summary>
    public static PromptChange Begin(
        string id, PromptHead head, VersionRecord version, DeploymentStrategy strategy, IReadOnlyList<RolloutStep> steps, IReadOnlyList<Guardrail> guardrails,
        string? description, string by, DateTimeOffset now)
    {
        var baseline = head.Route.Live?.Version;
        var deployment = new DeploymentRecord
        {
            Id = id,
            Prompt = version.Prompt,
            Version = version.Version,
            Baseline = baseline,
            Strategy = strategy,
            Status = DeploymentStatus.Pending,
            Stage = version.Status == VersionStatus.Draft ? DeploymentStage.Validating : DeploymentStage.Testing,
            // Nothing to share the traffic with: it goes live in one step.
            Steps = [.. (baseline is null ? [RolloutStep.Last] : steps).Select(DeploymentStep.Of)],
            Guardrails = [.. guardrails.Select(guardrail => new GuardrailState(guardrail, guardrail.GoalIn(head.Prompt), guardrail.KindIn(head.Prompt)))],
            Description = description,
            StartedAt = now,
        };
        var change = new RolloutTransition(head, deployment, by, null, now).Create();
        return baseline is null && steps.Count > 1 ? change with { Deployment = WithoutBaseline(change.Deployment!) } : change;
    }

    private static DeploymentRecord WithoutBaseline(DeploymentRecord deployment) => deployment.With(new DeploymentEvent(
        deployment.StartedAt, DeploymentEventKinds.NoBaseline, "Nothing is live to compare with: it goes to 100 % at once.", Actors.System));
}
