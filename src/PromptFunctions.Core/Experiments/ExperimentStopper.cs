using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>Ends experiments before their time. The timer freezes their figures.</summary>
public sealed class ExperimentStopper(
    ExperimentService experiments, SubjectFolder subjects, ExperimentPromoter promoter, ExperimentEnding ending, VersionGates gates, PromptChanges changes, TimeProvider clock)
{
    // A bad arm is served until the experiment is stopped; but who wants the winner wants all results counted.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PatienceForWinner = TimeSpan.FromSeconds(20);

    /// <summary>Stops an experiment, and makes an arm's version live at once where that is asked for: both happen, or neither.</summary>
    /// <exception cref="ProblemException">409 <c>experiment-not-active</c>, <c>no-winner</c>, or what keeps the version from going live.</exception>
    public async Task<ExperimentView> StopAsync(string prompt, string id, StopExperimentRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        request.Validate();
        await ending.EndAsync(new(prompt, id), cancellationToken);
        var known = await experiments.RequireAsync(prompt, id, cancellationToken);
        // Counted before the prompt's turn, because that takes its time.
        var patience = request.Promote == StopExperimentRequest.Winner ? PatienceForWinner : Patience;
        var (tally, isComplete) = await subjects.ReadAsync(known, clock.GetUtcNow() + patience, cancellationToken);
        var candidate = known.IsEnded ? null : Candidate(known, request.Promote, tally, isComplete);
        return candidate is null
            ? await StopAsync(known, request, tally, isComplete, GateCheck.None, context, cancellationToken)
            : await gates.PassAsync(
                prompt, candidate.Served.Version.ToString(), VersionStatus.Production, context.Actor,
                (_, _) => context.Preconditions.Require(() => ExperimentView.Of(known, tally, isComplete).Tag),
                check => StopAsync(known, request, tally, isComplete, check, context, cancellationToken), cancellationToken);
    }

    private Task<ExperimentView> StopAsync(
        ExperimentRecord known, StopExperimentRequest request, ExperimentTally tally, bool isComplete, GateCheck check, ChangeContext context, CancellationToken cancellationToken)
    {
        var (prompt, id) = (known.Prompt, known.Id);
        var deployment = Ulid.New(clock.GetUtcNow());
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = await experiments.RequireAsync(prompt, id, cancellation);
            PromptHead.Require(head, prompt).RequireSameInstant(before);
            context.Preconditions.Require(() => ExperimentView.Of(before, tally, isComplete).Tag);
            if (before.IsEnded) throw new ProblemException(ProblemCodes.ExperimentNotActive, $"The experiment {id} is {WireName.Of(before.Status)}.");
            var now = clock.GetUtcNow();
            var after = before.Stopped(now, request.Reason);
            var change = request.Promote is null
                ? ExperimentTransition.End(head!, before, after, context.Actor, request.Reason, now)
                : await PromoteAsync(head!, before, after, ArmOf(before, request.Promote, tally, isComplete), deployment, check, request.Reason, context.Actor, now, cancellation);
            return new Planned<ExperimentView>(change, ExperimentView.Of(change.Experiment!, tally, isComplete));
        }, cancellationToken);
    }

    private async Task<PromptChange> PromoteAsync(
        PromptHead head, ExperimentRecord before, ExperimentRecord after, RouteArm arm, string deployment, GateCheck check, string? reason, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What is live stays so, and is no change of its own.
        if (head.Route.Live?.Version == arm.Served.Version)
            return ExperimentTransition.End(head, before, after with { Promotion = ExperimentPromotion.OfLive(arm) }, by, reason, now);
        var alone = head with { Route = head.Route with { Experiment = null } };
        var (change, gate) = await promoter.PlanAsync(alone, after, arm, deployment, DeploymentStrategy.Immediate, check, by, reason, now, cancellationToken);
        var promoted = after with { Promotion = new(arm.Name, arm.Served.Version, deployment, null) };
        return change with { Experiment = promoted, Audit = ExperimentTransition.End(head, before, promoted, by, reason, now, gate).Audit };
    }

    /// <summary>The arm whose gate there is to check; null where none goes live, or where the change itself says why not.</summary>
    private static RouteArm? Candidate(ExperimentRecord experiment, string? promote, ExperimentTally tally, bool isComplete)
    {
        try
        {
            return promote is null ? null : ArmOf(experiment, promote, tally, isComplete);
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private static RouteArm ArmOf(ExperimentRecord experiment, string promote, ExperimentTally tally, bool isComplete)
    {
        var name = promote == StopExperimentRequest.Winner ? WinnerOf(experiment, tally, isComplete) : promote;
        return experiment.Arms.FirstOrDefault(arm => arm.Name == name)
            ?? throw ProblemException.Invalid("promote", $"must be {StopExperimentRequest.Winner} or one of the arms {string.Join(", ", experiment.Arms.Select(arm => arm.Name))}.");
    }

    private static string WinnerOf(ExperimentRecord experiment, ExperimentTally tally, bool isComplete)
    {
        if (!isComplete) throw new ProblemException(ProblemCodes.Throttled, "The results are still being counted. Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(10) };
        var results = ExperimentAnalysis.Evaluate(experiment, tally);
        return results.Winner ?? throw new ProblemException(ProblemCodes.NoWinner, $"The experiment has no winner: it comes to {WireName.Of(results.Decision)}.");
    }
}
