using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Works out how an earlier version becomes live again. Never gated.</summary>
public sealed class Rollbacks(IDeploymentStore store, VersionReader reader, TimeProvider clock)
{
    /// <summary>Takes back a deployment that is completed and whose version is live: what was live before it is live again.</summary>
    public async Task<PromptChange> UndoAsync(PromptHead head, DeploymentRecord deployment, string? reason, string actor, CancellationToken cancellationToken)
    {
        var target = deployment.Baseline is null ? null : await CanReturnAsync(head, deployment.Baseline, cancellationToken);
        if (target is null) throw Nothing(deployment.Prompt, "Nothing was live before it that can be live again.");
        // What a rollback replaced is no earlier version: to return to it is to go on.
        var route = deployment.IsRollback ? head.Route.WithLive(Served(target)) : head.Route.BackTo(Served(target));
        return await GoBackAsync(head, target, route, deployment, reason, actor, cancellationToken);
    }

    /// <summary>Goes to the version that was live before, or to a given one that was live once.</summary>
    public async Task<PromptChange> ReturnAsync(PromptHead head, VersionNumber? to, string? reason, string actor, CancellationToken cancellationToken)
    {
        var target = to is null ? await PreviousAsync(head, cancellationToken) : await GivenAsync(head, to, cancellationToken);
        var live = head.Prompt.LiveDeployment is { } id ? await store.ReadAsync(head.Prompt.Name, id, cancellationToken) : null;
        return await GoBackAsync(head, target, head.Route.BackTo(Served(target)), live, reason, actor, cancellationToken);
    }

    /// <summary>Makes a version live again. What is under way meanwhile ends, because its baseline is no longer live.</summary>
    private async Task<PromptChange> GoBackAsync(
        PromptHead head, VersionRecord target, RouteRecord route, DeploymentRecord? undone, string? reason, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var back = DeploymentRecord.Immediate(target, head.Route.Live?.Version, actor, reason, now) with { IsRollback = true, RollbackOf = undone?.Id };
        // Its action is the rollback; what it was of stands before, what it brought after.
        var audit = RolloutTransition.Audit(undone, back, DeploymentEventKinds.RolledBack, actor, reason, now);
        var change = GoingLive.Plan(head, target, route with { Rollout = null }, back, new(VersionStatus.Production, now, actor, reason), audit);
        if (undone is { Status: DeploymentStatus.Completed }) change = change with { Deployments = [.. change.Deployments, TakenBack(undone)] };
        if (head.Prompt.Deployment is not { } active) return change;

        var running = await store.ReadAsync(head.Prompt.Name, active.Id, cancellationToken) ?? throw new StaleReadException();
        head.RequireSameInstant(running);
        var stopped = TakenBack(running) with { EndedAt = now, HoldEndsAt = null, HoldRemaining = null };
        return change with { Deployments = [.. change.Deployments, stopped] };

        DeploymentRecord TakenBack(DeploymentRecord deployment)
        {
            var detail = reason is null ? $"{target.Version} is live again." : $"{target.Version} is live again: {reason}";
            return (deployment with { Status = DeploymentStatus.RolledBack, Reason = DeploymentRecord.Kept(reason) })
                .With(new DeploymentEvent(now, DeploymentEventKinds.RolledBack, detail, actor));
        }
    }

    private async Task<VersionRecord> PreviousAsync(PromptHead head, CancellationToken cancellationToken)
    {
        foreach (var earlier in head.Route.EarlierLive)
        {
            if (earlier != head.Route.Live?.Version && await CanReturnAsync(head, earlier, cancellationToken) is { } version) return version;
        }
        throw Nothing(head.Prompt.Name, "No version was live before that can be live again.");
    }

    private async Task<VersionRecord> GivenAsync(PromptHead head, VersionNumber to, CancellationToken cancellationToken)
    {
        var version = await reader.ReadAsync(head.Prompt.Name, to, cancellationToken);
        head.RequireSameInstant(version);
        if (version.Status == VersionStatus.Production) throw new ProblemException(ProblemCodes.AlreadyLive, $"{version.Id} is live already.");
        if (version.Status != VersionStatus.Deprecated || !WasLive(head, version)) throw Nothing(head.Prompt.Name, $"{version.Id} was never live, or is archived.");
        return version;
    }

    private async Task<VersionRecord?> CanReturnAsync(PromptHead head, VersionNumber number, CancellationToken cancellationToken)
    {
        var version = await reader.ReadAsync(head.Prompt.Name, number, cancellationToken);
        head.RequireSameInstant(version);
        return version.Status == VersionStatus.Deprecated ? version : null;
    }

    private static bool WasLive(PromptHead head, VersionRecord version) =>
        head.Route.EarlierLive.Contains(version.Version) || version.StatusHistory.Any(step => step.Status == VersionStatus.Production);

    private static ServedVersion Served(VersionRecord version) => new(version.Version, version.ContentHash);

    private static ProblemException Nothing(string prompt, string why) => new(ProblemCodes.NothingToRollBackTo, $"'{prompt}' has nothing to roll back to. {why}");
}
