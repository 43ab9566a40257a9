using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Works out what a transition of a deployment writes. The change's deployment is as it is afterwards.</summary>
/// <param name="head">The prompt as it is.</param>
/// <param name="deployment">The deployment as it is.</param>
/// <param name="by">Who does it.</param>
/// <param name="reason">Why.</param>
/// <param name="now">When.</param>
internal sealed class RolloutTransition(PromptHead head, DeploymentRecord deployment, string by, string? reason, DateTimeOffset now)
{
    /// <summary>The deployment begins.</summary>
    public PromptChange Create() =>
        Write(deployment, DeploymentEventKinds.Created, $"{deployment.Version} is to go live: {WireName.Of(deployment.Strategy)}") with { Prompt = head.Prompt with { Deployment = new(deployment.Id, deployment.Version, deployment.Baseline) } };

    /// <summary>A gate is passed.</summary>
    public PromptChange EnterTesting() => Write(deployment with { Stage = DeploymentStage.Testing }, DeploymentEventKinds.Step);

    /// <summary>The candidate keeps its share.</summary>
    public PromptChange Pause() => Write(deployment with
    {
        Status = DeploymentStatus.Paused,
        HoldEndsAt = null,
        HoldRemaining = deployment.HoldEndsAt is not { } end ? null : end > now ? end - now : TimeSpan.Zero,
    }, DeploymentEventKinds.Paused);

    /// <summary>The rest of the hold goes on.</summary>
    public PromptChange Resume() => Write(deployment with
    {
        Status = DeploymentStatus.InProgress,
        HoldEndsAt = now + deployment.HoldRemaining,
        HoldRemaining = null,
    }, DeploymentEventKinds.Resumed);

    /// <summary>The hold is over, but something else still holds the step.</summary>
    public PromptChange EndHold() => Write(deployment with { HoldEndsAt = now }, DeploymentEventKinds.Advanced);

    /// <summary>The next step is applied; the last one makes the version live.</summary>
    /// <param name="version">The candidate as it is; needed where <see cref="NeedsVersion"/>.</param>
    /// <param name="kind">What the events call it, unless it is the last step.</param>
    public PromptChange Step(VersionRecord? version, string kind = DeploymentEventKinds.Step)
    {
        var next = deployment.NextStep;
        if (next == deployment.Steps.Count - 1) return Complete(version!);

        var (percentage, hold, _) = deployment.Steps[next];
        var after = deployment with
        {
            Status = DeploymentStatus.InProgress,
            Stage = hold?.Duration == TimeSpan.Zero ? DeploymentStage.Deploying : DeploymentStage.Monitoring,
            Percentage = percentage,
            CurrentStep = next,
            Steps = Applied(next),
            HoldEndsAt = now + hold?.Duration,
        };
        var change = Write(after, kind, $"{percentage} % get {deployment.Version}");
        var rollout = head.Route.Rollout is { } running
            ? running with { Percentage = percentage }
            : new RouteRollout(deployment.Id, deployment.Id, percentage, new(version!.Version, version.ContentHash), head.Route.Live!);
        change = change with { Route = head.Route.Next() with { Rollout = rollout } };
        return version is null ? change : WithCandidate(change, version, served: percentage > 0);
    }

    /// <summary>A guardrail is broken, and no transition follows: it only reports, or all is paused already.</summary>
    public PromptChange Note() => new() { Prompt = head.Prompt, Deployment = deployment, Audit = Audit(deployment, deployment, DeploymentEventKinds.Guardrail, by, reason, now) };

    /// <summary>The version goes live.</summary>
    public PromptChange Complete(VersionRecord version)
    {
        var last = deployment.Steps.Count - 1;
        var after = deployment.Ended(DeploymentStatus.Completed, now) with
        {
            Stage = DeploymentStage.Completed,
            Percentage = 100,
            CurrentStep = last,
            Steps = Applied(last),
        };
        var change = Write(after, DeploymentEventKinds.Completed, $"{deployment.Version} is live");
        var candidate = version.Status == VersionStatus.Draft ? version.WithStatus(InTesting) : version;
        return GoingLive.Plan(
            head with { Prompt = head.Prompt.WithCount(version.Status, candidate.Status) }, candidate,
            head.Route.WithLive(new(version.Version, version.ContentHash)) with { Rollout = null },
            change.Deployment!, new(VersionStatus.Production, now, by, reason), change.Audit);
    }

    /// <summary>It ends without going live: all traffic is the baseline's again.</summary>
    public PromptChange End(DeploymentStatus status)
    {
        var kind = status switch
        {
            DeploymentStatus.Aborted => DeploymentEventKinds.Aborted,
            DeploymentStatus.RolledBack => DeploymentEventKinds.RolledBack,
            _ => DeploymentEventKinds.Failed,
        };
        return Write(deployment.Ended(status, now), kind) with
        {
            Prompt = head.Prompt with { Deployment = null },
            Route = head.Route.Rollout is null ? null : head.Route.Next() with { Rollout = null },
        };
    }

    /// <summary>Whether the next step changes the candidate itself: its status, or that it was served.</summary>
    public static bool NeedsVersion(DeploymentRecord deployment) => deployment.Percentage == 0 || deployment.NextStep == deployment.Steps.Count - 1;

    /// <summary>What the audit says of a deployment.</summary>
    public static AuditEntry Audit(DeploymentRecord? before, DeploymentRecord after, string kind, string by, string? reason, DateTimeOffset now, string? gate = null) => new()
    {
        At = now,
        By = by,
        Action = AuditActions.OfDeployment(kind),
        Target = after.Id,
        Before = before is null ? null : AuditEntry.State(State(before)),
        After = AuditEntry.State(gate is null ? State(after) : new { after.Version, after.Baseline, after.Status, after.Stage, after.Percentage, Gate = gate }),
        Reason = reason,
    };

    private StatusChange InTesting => new(VersionStatus.Testing, now, by, $"deployment {deployment.Id}");

    private static object State(DeploymentRecord deployment) => new { deployment.Version, deployment.Baseline, deployment.Status, deployment.Stage, deployment.Percentage };

    private PromptChange WithCandidate(PromptChange change, VersionRecord version, bool served)
    {
        var after = version.Status == VersionStatus.Draft ? version.WithStatus(InTesting) : version;
        after = after with { Served = after.Served || served };
        return after == version ? change : change with { Prompt = head.Prompt.WithCount(version.Status, after.Status), Updated = [after] };
    }

    private DeploymentStep[] Applied(int applied) => [.. deployment.Steps.Select((step, i) => i == applied ? step with { StartedAt = now } : step)];

    private PromptChange Write(DeploymentRecord after, string kind, string? what = null)
    {
        var detail = what is null ? reason ?? "" : reason is null ? $"{what}." : $"{what}: {reason}";
        after = (after with { Reason = DeploymentRecord.Kept(reason) }).With(new DeploymentEvent(now, kind, detail, by));
        var before = kind == DeploymentEventKinds.Created ? null : deployment;
        return new() { Prompt = head.Prompt, Deployment = after, Audit = Audit(before, after, kind, by, reason, now) };
    }
}
