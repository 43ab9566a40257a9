using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>Brings an arm's version live in the very transaction that ends its experiment.</summary>
public sealed class ExperimentPromoter(VersionReader reader, VersionGates gates, IActiveDeployments active)
{
    /// <summary>The change that ends an experiment and promotes an arm.</summary>
    /// <param name="head">The prompt as it is.</param>
    /// <param name="before">The experiment as it is.</param>
    /// <param name="after">The experiment at its end.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="strategy">How its version goes live.</param>
    /// <param name="by">Who has it done.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ProblemException">409 or 422 where the version may not go live.</exception>
    internal async Task<PromptChange> PlanAsync(
        PromptHead head, ExperimentRecord before, ExperimentRecord after, RouteArm arm, DeploymentStrategy strategy, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var version = await reader.ReadAsync(head, arm.Served.Version, cancellationToken);
        if (version.Status == VersionStatus.Production) return ExperimentTransition.End(head, before, after, by, now);
        var reason = DeploymentRecord.Kept($"Experiment {after.Name}: {after.Reason ?? after.Results?.Recommendation}");
        var ended = head with { Route = head.Route with { Experiment = null } };
        var change = strategy == DeploymentStrategy.Immediate
            ? await AtOnceAsync(ended, version, by, reason, now, cancellationToken)
            : await ByRolloutAsync(ended, version, strategy, by, reason, now, cancellationToken);
        var promoted = after with { Promotion = new(arm.Name, version.Version, change.Deployment!.Id, null) };
        var end = ExperimentTransition.End(head, before, promoted, by, now);
        return change with { Experiment = promoted, Route = change.Route ?? end.Route, Audit = end.Audit };
    }

    private async Task<PromptChange> AtOnceAsync(PromptHead head, VersionRecord version, string by, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await gates.RequireForProductionAsync(head.Prompt, version, cancellationToken);
        var deployment = DeploymentRecord.Immediate(version, head.Route.Live?.Version, by, reason, now);
        var route = head.Route.WithLive(new(version.Version, version.ContentHash));
        var step = new StatusChange(VersionStatus.Production, now, by, reason);
        return GoingLive.Plan(head, version, route, deployment, step, RolloutTransition.Audit(null, deployment, DeploymentEventKinds.Completed, by, reason, now));
    }

    // Its gates are the rollout's first stages.
    private async Task<PromptChange> ByRolloutAsync(
        PromptHead head, VersionRecord version, DeploymentStrategy strategy, string by, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        VersionGates.RequireApproval(head.Prompt, version);
        var id = Ulid.New(now);
        await active.AddAsync(new(head.Prompt.Name, id), cancellationToken);
        return DeploymentPlan.Begin(id, head, version, strategy, RolloutSteps.Of(strategy), [], reason, by, now);
    }
}
