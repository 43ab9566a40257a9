using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>
/// Ends experiments whose time is up, and freezes the figures of those that ended: first the traffic, which waits for
/// nothing, then the figures, with the winner going live where that was asked for. Done twice, or in two places at once,
/// each is done once.
/// </summary>
public sealed class ExperimentEnding(
    IExperimentStore store, SubjectFolder subjects, ExperimentPromoter promoter, VersionGates gates, PromptChanges changes, RolloutMessages messages, TimeProvider clock)
{
    /// <summary>Ends an experiment, if it is active and its time is up.</summary>
    public async Task EndAsync(ExperimentReference reference, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(reference.Prompt, reference.Id, cancellationToken) is not { IsEnded: false } known || clock.GetUtcNow() < known.Traffic.EndsAt) return;
        await changes.ApplyAsync(reference.Prompt, new() { Actor = Actors.System }, async (head, cancellation) =>
        {
            var before = await store.ReadAsync(reference.Prompt, reference.Id, cancellation) ?? known;
            PromptHead.Require(head, reference.Prompt).RequireSameInstant(before);
            if (before.IsEnded) return new(null, before);
            var after = before.Completed();
            return new Planned<ExperimentRecord>(ExperimentTransition.End(head!, before, after, Actors.System, null, clock.GetUtcNow()), after);
        }, cancellationToken);
    }

    /// <summary>Freezes an ended experiment's figures, once all that was recorded is counted; and promotes its winner, if it ended by itself and that was asked for.</summary>
    /// <param name="reference">The experiment.</param>
    /// <param name="engine">What drives a rollout.</param>
    /// <param name="until">How long to go on counting; the next call goes on.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task FreezeAsync(ExperimentReference reference, IRolloutEngine engine, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(reference.Prompt, reference.Id, cancellationToken) is not { IsEnded: true, Results: null } ended) return;
        var (tally, isComplete) = await subjects.ReadAsync(ended, until, cancellationToken);
        if (!isComplete) return;
        var winner = ended is { Status: ExperimentStatus.Completed, AutoPromote: true } ? ExperimentAnalysis.Evaluate(ended, tally).Winner : null;
        if (winner is null) await FreezeAsync(ended, tally, cancellationToken);
        else await PromoteAsync(ended, ended.Arms.First(arm => arm.Name == winner), tally, engine, cancellationToken);
    }

    private Task<ExperimentRecord> FreezeAsync(ExperimentRecord ended, ExperimentTally tally, CancellationToken cancellationToken) =>
        changes.ApplyAsync(ended.Prompt, new() { Actor = Actors.System }, async (head, cancellation) => await IsAsReadAsync(ended, cancellation)
            ? Frozen(head, ended.Frozen(tally))
            : new(null, ended), cancellationToken);

    // Where somebody else came first, it is frozen.
    private async Task<bool> IsAsReadAsync(ExperimentRecord ended, CancellationToken cancellationToken) =>
        (await store.ReadAsync(ended.Prompt, ended.Id, cancellationToken))?.StoreTag == ended.StoreTag;

    private Planned<ExperimentRecord> Frozen(PromptHead? head, ExperimentRecord frozen) =>
        new(ExperimentTransition.Decide(PromptHead.Require(head, frozen.Prompt), frozen, clock.GetUtcNow()), frozen);

    private async Task PromoteAsync(ExperimentRecord ended, RouteArm arm, ExperimentTally tally, IRolloutEngine engine, CancellationToken cancellationToken)
    {
        // A rollout checks the gates itself, in its first stages.
        if (ended.Promote != DeploymentStrategy.Immediate) await PromoteAsync(ended, arm, tally, GateCheck.None, engine, cancellationToken);
        else
        {
            await gates.PassAsync(ended.Prompt, arm.Served.Version.ToString(), VersionStatus.Production, Actors.System, (_, _) => { },
                check => PromoteAsync(ended, arm, tally, check, engine, cancellationToken), cancellationToken);
        }
    }

    private async Task<ExperimentRecord> PromoteAsync(ExperimentRecord ended, RouteArm arm, ExperimentTally tally, GateCheck check, IRolloutEngine engine, CancellationToken cancellationToken)
    {
        var winner = arm.Name;
        var deployment = Common.Ulid.New(clock.GetUtcNow());
        RolloutReference? started = null;
        var frozen = await changes.ApplyAsync(ended.Prompt, new() { Actor = Actors.System }, async (head, cancellation) =>
        {
            started = null;
            if (!await IsAsReadAsync(ended, cancellation)) return new(null, ended);
            var now = clock.GetUtcNow();
            try
            {
                if (PromptHead.Require(head, ended.Prompt).Route.Live?.Version == arm.Served.Version) return Frozen(head, (ended with { Promotion = ExperimentPromotion.OfLive(arm) }).Frozen(tally));
                head!.RequireNoneInFlight(now);
                // What somebody made live since the end is newer than what the experiment found.
                if (head.Prompt.LiveHistory is [.., var last] && last.At > ended.EndedAt) throw new ProblemException(ProblemCodes.NotDeployable, "Another version was made live since the experiment ended.");
                var (change, _) = await promoter.PlanAsync(head, ended, arm, deployment, ended.Promote, check, Actors.System, null, now, cancellation);
                if (change.Deployment is { IsEnded: false }) started = new(ended.Prompt, deployment);
                var after = (ended with { Promotion = new(winner, arm.Served.Version, deployment, null) }).Frozen(tally);
                return new Planned<ExperimentRecord>(change with { Experiment = after }, after);
            }
            catch (ProblemException e) when (e.Problem.Status is 404 or 409 or 422)
            {
                // The experiment is over all the same; somebody has to see to the version.
                return Frozen(head, (ended with { Promotion = new(winner, arm.Served.Version, null, DeploymentRecord.Kept(e.Detail)) }).Frozen(tally));
            }
        }, cancellationToken);
        if (started is not null) await messages.StartAsync(engine, started);
        return frozen;
    }
}
