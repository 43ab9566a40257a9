using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>Works out how an arm's version goes live.</summary>
public sealed class ExperimentPromoter(VersionReader reader, IActiveDeployments active)
{
    /// <summary>The change by which an arm's version goes live, or starts to, and the gate that it passed.</summary>
    /// <param name="head">The prompt as it is; the experiment shares its traffic no more.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="deployment">The id of the deployment that brings it.</param>
    /// <param name="strategy">How.</param>
    /// <param name="check">What the gate says, for a version that goes live at once.</param>
    /// <param name="by">Who has it done.</param>
    /// <param name="why">Why, if they said.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ProblemException">409 or 422 where the version may not go live, or is live already.</exception>
    internal async Task<(PromptChange Change, string? Gate)> PlanAsync(
        PromptHead head, ExperimentRecord experiment, RouteArm arm, string deployment, DeploymentStrategy strategy, GateCheck check, string by, string? why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var version = await reader.ReadAsync(head, arm.Served.Version, cancellationToken);
        if (version.Status == VersionStatus.Production) throw new ProblemException(ProblemCodes.AlreadyLive, $"{version.Id} is live already.");
        var reason = $"The arm {arm.Name} of the experiment {experiment.Name}{(why is null ? "" : $": {why}")}";
        return strategy == DeploymentStrategy.Immediate
            ? AtOnce(head, version, deployment, check, by, reason, now)
            : (await ByRolloutAsync(head, version, deployment, strategy, by, reason, now, cancellationToken), null);
    }

    private static (PromptChange Change, string? Gate) AtOnce(PromptHead head, VersionRecord version, string id, GateCheck check, string by, string reason, DateTimeOffset now)
    {
        Lifecycle.Require(version, VersionStatus.Production);
        VersionGates.RequireApproval(head.Prompt, version);
        var gate = check.Require(head.Prompt, version);
        var deployment = DeploymentRecord.Immediate(version, head.Route.Live?.Version, by, reason, now) with { Id = id };
        var route = head.Route.WithLive(new(version.Version, version.ContentHash));
        var audit = RolloutTransition.Audit(null, deployment, DeploymentEventKinds.Completed, by, reason, now, gate);
        return (GoingLive.Plan(head, version, route, deployment, new(VersionStatus.Production, now, by, DeploymentRecord.Kept(reason)), audit), gate);
    }

    // Its gates are the rollout's first stages.
    private async Task<PromptChange> ByRolloutAsync(
        PromptHead head, VersionRecord version, string id, DeploymentStrategy strategy, string by, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        VersionGates.RequireApproval(head.Prompt, version);
        await active.AddAsync(new(head.Prompt.Name, id), cancellationToken);
        return DeploymentPlan.Begin(id, head, version, strategy, RolloutSteps.Of(strategy), [], DeploymentRecord.Kept(reason), by, now);
    }
}
