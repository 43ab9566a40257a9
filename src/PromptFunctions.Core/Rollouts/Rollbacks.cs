using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Works out how an earlier version becomes live again. Never gated.</summary>
public sealed class Rollbacks(IDeploymentStore store, IExperimentStore experiments, VersionReader reader, TimeProvider clock)
{
    /// <summary>Takes back a deployment that is completed and whose version is live: what was live before it is live again.</summary>
    public async Task<PromptChange> UndoAsync(PromptHead head, DeploymentRecord deployment, string? reason, string actor, CancellationToken cancellationToken)
    {
        var target = deployment.Baseline is null ? null : await CanReturnAsync(head, deployment.Baseline, cancellationToken);
        if (target is null) throw Nothing(deployment.Prompt, "Nothing was live before it that can be live again.");
        return await GoAsync(head, target, !deployment.WentBack, deployment, reason, actor, cancellationToken);
    }

    /// <summary>Takes back what is under way, and nothing else: what is live stays.</summary>
    public async Task<PromptChange> StopAsync(PromptHead head, ActiveDeployment active, string? reason, string actor, CancellationToken cancellationToken) =>
        new RolloutTransition(head, await RunningAsync(head, active, cancellationToken), actor, reason, clock.GetUtcNow()).End(DeploymentStatus.RolledBack);

    /// <summary>Goes to the version that was live before, or to a given one that was live once.</summary>
    public async Task<PromptChange> ReturnAsync(PromptHead head, VersionNumber? to, string? reason, string actor, CancellationToken cancellationToken)
    {
        var target = to is null ? await PreviousAsync(head, cancellationToken) : await GivenAsync(head, to, cancellationToken);
        var live = head.Prompt.LiveDeployment is { } id ? await store.ReadAsync(head.Prompt.Name, id, cancellationToken) : null;
        return await GoAsync(head, target, head.Route.IsEarlier(target.Version), live, reason, actor, cancellationToken);
    }

    /// <summary>Makes a version live again. What is under way meanwhile ends, because its baseline is no longer live.</summary>
    private async Task<PromptChange> GoAsync(
        PromptHead head, VersionRecord target, bool back, DeploymentRecord? undone, string? reason, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var served = new ServedVersion(target.Version, target.ContentHash);
        var route = (back ? head.Route.BackTo(served) : head.Route.WithLive(served)) with { Rollout = null, Experiment = null };
        var rollback = DeploymentRecord.Immediate(target, head.Route.Live?.Version, actor, reason, now) with { IsRollback = true, RollbackOf = undone?.Id, WentBack = back };
        // Its action is the rollback; what it was of stands before, what it brought after.
        var audit = RolloutTransition.Audit(undone, rollback, DeploymentEventKinds.RolledBack, actor, reason, now);
        var change = GoingLive.Plan(head, target, route, rollback, new(VersionStatus.Production, now, actor, reason), audit);

        var ended = new List<DeploymentRecord>();
        if (undone is { Status: DeploymentStatus.Completed }) ended.Add(undone with { Status = DeploymentStatus.RolledBack });
        if (head.Prompt.Deployment is { } active) ended.Add((await RunningAsync(head, active, cancellationToken)).Ended(DeploymentStatus.RolledBack, now));
        var detail = reason is null ? $"{target.Version} is live again." : $"{target.Version} is live again: {reason}";
        var happened = new DeploymentEvent(now, DeploymentEventKinds.RolledBack, detail, actor);
        return change with
        {
            Experiment = await StoppedAsync(head, reason, now, cancellationToken),
            EndedDeployments = [.. ended.Select(deployment => (deployment with { Reason = DeploymentRecord.Kept(reason) }).With(happened))],
        };
    }

    /// <summary>The active experiment, stopped; its figures are frozen afterwards, because an emergency must not wait for them. Null where there is none.</summary>
    private async Task<ExperimentRecord?> StoppedAsync(PromptHead head, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (head.Route.Experiment is not { } active) return null;
        var experiment = await experiments.ReadAsync(head.Prompt.Name, active.Id, cancellationToken) ?? throw new StaleReadException();
        head.RequireSameInstant(experiment);
        return experiment.Stopped(now, reason);
    }

    private async Task<DeploymentRecord> RunningAsync(PromptHead head, ActiveDeployment active, CancellationToken cancellationToken)
    {
        var running = await store.ReadAsync(head.Prompt.Name, active.Id, cancellationToken) ?? throw new StaleReadException();
        head.RequireSameInstant(running);
        return running;
    }

    private async Task<VersionRecord> PreviousAsync(PromptHead head, CancellationToken cancellationToken)
    {
        foreach (var earlier in head.Route.EarlierLive)
        {
            if (earlier != head.Route.Live?.Version && await CanReturnAsync(head, earlier, cancellationToken) is { } version) return version;
        }
        var experiment = head.Route.Experiment is { } active ? $" To serve the live version alone, stop the experiment {active.Id}." : "";
        throw Nothing(head.Prompt.Name, $"No version was live before that can be live again.{experiment}");
    }

    private async Task<VersionRecord> GivenAsync(PromptHead head, VersionNumber to, CancellationToken cancellationToken)
    {
        var version = await reader.ReadAsync(head, to, cancellationToken);
        if (version.Status == VersionStatus.Production) throw new ProblemException(ProblemCodes.AlreadyLive, $"{version.Id} is live already.");
        if (version.Status != VersionStatus.Deprecated || !WasLive(head, version)) throw Nothing(head.Prompt.Name, $"{version.Id} was never live, or is archived.");
        return version;
    }

    private async Task<VersionRecord?> CanReturnAsync(PromptHead head, VersionNumber number, CancellationToken cancellationToken) =>
        await reader.ReadAsync(head, number, cancellationToken) is { Status: VersionStatus.Deprecated } version ? version : null;

    private static bool WasLive(PromptHead head, VersionRecord version) =>
        head.Route.EarlierLive.Contains(version.Version) || version.StatusHistory.Any(step => step.Status == VersionStatus.Production);

    private static ProblemException Nothing(string prompt, string why) => new(ProblemCodes.NothingToRollBackTo, $"'{prompt}' has nothing to roll back to. {why}");
}
