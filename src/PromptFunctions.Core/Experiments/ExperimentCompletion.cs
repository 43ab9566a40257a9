using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Core.Experiments;

/// <summary>
/// Completes experiments whose time is up: their figures are final, the live version is served, and the winner goes live
/// where that was asked for, all in one transaction. Done twice, or in two places at once, it is done once.
/// </summary>
public sealed class ExperimentCompletion(
    IExperimentStore store, SubjectFolder subjects, ExperimentPromoter promoter, PromptChanges changes, RolloutMessages messages, TimeProvider clock)
{
    // What is not counted by then is counted by the next run.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Completes an experiment, if it is active and its time is up.</summary>
    public async Task CompleteAsync(ExperimentReference reference, IRolloutEngine engine, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(reference.Prompt, reference.Id, cancellationToken) is not { IsEnded: false } known || clock.GetUtcNow() < known.Traffic.EndsAt) return;
        var (tally, isWhole) = await subjects.ReadAsync(known, clock.GetUtcNow() + Patience, cancellationToken);
        if (!isWhole) return;
        RolloutReference? rollout = null;
        await changes.ApplyAsync(reference.Prompt, new() { Actor = Actors.System }, async (head, cancellation) =>
        {
            var before = await store.ReadAsync(reference.Prompt, reference.Id, cancellation) ?? known;
            PromptHead.Require(head, reference.Prompt).RequireSameInstant(before);
            if (before.IsEnded) return new(null, before);
            var after = before.Ended(ExperimentStatus.Completed, before.Traffic.EndsAt, null) with { LateObservations = tally.Late };
            after = after.WithResults(ExperimentAnalysis.Evaluate(after, tally));
            var change = await PlanAsync(head!, before, after, cancellation);
            if (change.Deployment is { IsEnded: false } deployment) rollout = deployment.Reference;
            return new Planned<ExperimentRecord>(change, change.Experiment!);
        }, cancellationToken);
        if (rollout is not null) await messages.StartAsync(engine, rollout);
    }

    private async Task<PromptChange> PlanAsync(PromptHead head, ExperimentRecord before, ExperimentRecord after, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!after.AutoPromote || after.Results!.Winner is not { } winner) return ExperimentTransition.End(head, before, after, Actors.System, now);
        var arm = after.Arms.First(arm => arm.Name == winner);
        try
        {
            return await promoter.PlanAsync(head, before, after, arm, after.Promote, Actors.System, now, cancellationToken);
        }
        catch (ProblemException e) when (e.Problem.Status is 404 or 409 or 422)
        {
            // The experiment is over all the same; somebody has to see to the version.
            return ExperimentTransition.End(head, before, after with { Promotion = new(winner, arm.Served.Version, null, DeploymentRecord.Kept(e.Detail)) }, Actors.System, now);
        }
    }
}
