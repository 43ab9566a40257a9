using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Core.Experiments;

/// <summary>
/// Looks after experiments: notes how active ones look, completes those whose time is up, freezes figures, and in the end
/// forgets the subjects. It may run anywhere, twice at once, and end anywhere.
/// </summary>
public sealed class ExperimentWatch(
    IExperimentStore store, IActiveExperiments active, SubjectFolder subjects, ISubjectStore subjectStore, ExperimentCompletion completion,
    ILogger<ExperimentWatch> logger, TimeProvider clock)
{
    // An entry is written just before its experiment: a young one may belong to a creation under way.
    private static readonly TimeSpan OfCreation = TimeSpan.FromMinutes(10);

    // Longer than results are accepted after the end; then nobody asks for a subject any more.
    private static readonly TimeSpan KeptSubjects = TimeSpan.FromDays(2);

    // The next run follows within a minute.
    private static readonly TimeSpan ForEach = TimeSpan.FromSeconds(50);

    private const int AtOnce = 4;
    private const int SubjectsAtOnce = 1000;

    /// <summary>Goes through all experiments that there is something to do for.</summary>
    /// <exception cref="AggregateException">Some could not be looked after; all others were.</exception>
    public async Task RunAsync(IRolloutEngine engine, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(active.ListAsync(cancellationToken), parallel, async (entry, stopping) =>
        {
            try
            {
                if (await LookAfterAsync(entry.Experiment, entry.AddedAt, engine, stopping)) await active.RemoveAsync(entry.Experiment, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // One that cannot be looked after must not keep the others from it.
                logger.LogError(e, "The experiment {Experiment} of {Prompt} could not be looked after.", entry.Experiment.Id, entry.Experiment.Prompt);
                lock (failures) failures.Add(e);
            }
        });
        if (failures.Count > 0) throw new AggregateException("Some experiments could not be looked after.", failures);
    }

    /// <summary>Does what there is to do for an experiment; gives whether that was all, for ever.</summary>
    private async Task<bool> LookAfterAsync(ExperimentReference reference, DateTimeOffset addedAt, IRolloutEngine engine, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var experiment = await store.ReadAsync(reference.Prompt, reference.Id, cancellationToken);
        if (experiment is null) return now - addedAt > OfCreation;
        if (!experiment.IsEnded && now >= experiment.Traffic.EndsAt)
        {
            await completion.CompleteAsync(reference, engine, cancellationToken);
            return false;
        }
        var isForgotten = experiment.EndedAt + KeptSubjects < now;
        if (!isForgotten || experiment.Results is null) await NoteAsync(experiment, cancellationToken);
        return isForgotten && experiment.Results is not null && await ForgetAsync(experiment, cancellationToken);
    }

    /// <summary>Writes down what an experiment looks like, if there is more to see than before.</summary>
    private async Task NoteAsync(ExperimentRecord experiment, CancellationToken cancellationToken)
    {
        var (tally, isWhole) = await subjects.ReadAsync(experiment, clock.GetUtcNow() + ForEach, cancellationToken);
        if (!isWhole) return;
        var after = experiment with { LateObservations = tally.Late };
        if (!experiment.IsEnded) after = after with { Looks = ExperimentLook.Append(after.Looks, ExperimentLook.Of(ExperimentAnalysis.Evaluate(after, tally), clock.GetUtcNow())) };
        else if (experiment.Results is null) after = after.WithResults(ExperimentAnalysis.Evaluate(after, tally));
        // Where somebody else came first, there is nothing to note: the next run sees what they wrote.
        if (after != experiment) await store.TrySaveAsync(after, cancellationToken);
    }

    /// <summary>Deletes an experiment's subjects; gives whether none is left.</summary>
    private async Task<bool> ForgetAsync(ExperimentRecord experiment, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + ForEach;
        for (var part = 0; part < SubjectFolder.Parts; part++)
        {
            while (await subjectStore.DeleteSubjectsAsync(MetricTarget.OfSubjects(experiment.Prompt, experiment.Id, part), SubjectsAtOnce, cancellationToken))
            {
                if (clock.GetUtcNow() >= until) return false;
            }
        }
        return true;
    }
}
