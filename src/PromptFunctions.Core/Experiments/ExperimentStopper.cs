using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments;

/// <summary>Ends experiments before their time.</summary>
public sealed class ExperimentStopper(
    ExperimentService experiments, SubjectFolder subjects, ExperimentPromoter promoter, ExperimentCompletion completion, PromptChanges changes, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Stops an experiment, and makes an arm's version live at once where that is asked for: both happen, or neither.</summary>
    /// <exception cref="ProblemException">409 <c>experiment-not-active</c>, <c>no-winner</c>, or what keeps the version from going live.</exception>
    public async Task<ExperimentView> StopAsync(
        string prompt, string id, StopExperimentRequest request, IRolloutEngine engine, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        await completion.CompleteAsync(new(prompt, id), engine, cancellationToken);
        var known = await experiments.RequireAsync(prompt, id, cancellationToken);
        // Counted before the prompt's turn, because that takes its time.
        var (tally, isWhole) = known.IsEnded ? (new(known.Arms.Count), true) : await subjects.ReadAsync(known, clock.GetUtcNow() + Patience, cancellationToken);
        return await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = await experiments.RequireAsync(prompt, id, cancellation);
            PromptHead.Require(head, prompt).RequireSameInstant(before);
            if (context.Preconditions.IfMatch is not null)
            {
                var tag = (await experiments.ViewAsync(before, cancellation)).Tag;
                context.Preconditions.Require(() => tag);
            }
            if (before.IsEnded) throw new ProblemException(ProblemCodes.ExperimentNotActive, $"The experiment {id} is {Json.WireName.Of(before.Status)}.");
            var after = before.Ended(ExperimentStatus.Stopped, clock.GetUtcNow(), request.Reason);
            var results = ExperimentAnalysis.Evaluate(after, tally);
            // What could not be counted in time is counted, and frozen, by the timer.
            if (isWhole) after = after.WithResults(results);
            var change = request.Promote is null
                ? ExperimentTransition.End(head!, before, after, context.Actor, after.EndedAt!.Value)
                : await promoter.PlanAsync(head!, before, after, ArmOf(after, request.Promote, results, isWhole), DeploymentStrategy.Immediate, context.Actor, after.EndedAt!.Value, cancellation);
            return new Planned<ExperimentView>(change, new(change.Experiment!, results, tally.Late));
        }, cancellationToken);
    }

    private static RouteArm ArmOf(ExperimentRecord experiment, string promote, ExperimentResults results, bool isWhole)
    {
        if (promote == StopExperimentRequest.Winner && !isWhole)
            throw new ProblemException(ProblemCodes.Throttled, "The results are still being counted. Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(10) };
        var name = promote == StopExperimentRequest.Winner
            ? results.Winner ?? throw new ProblemException(ProblemCodes.NoWinner, $"The experiment has no winner: it comes to {Json.WireName.Of(results.Decision)}.")
            : promote;
        return experiment.Arms.FirstOrDefault(arm => arm.Name == name)
            ?? throw ProblemException.Invalid("promote", $"must be {StopExperimentRequest.Winner} or one of the arms {string.Join(", ", experiment.Arms.Select(arm => arm.Name))}.");
    }
}
