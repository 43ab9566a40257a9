using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Core.Experiments;

/// <summary>
/// Looks after experiments: notes how active ones look, ends those whose time is up, freezes figures, and in the end forgets
/// the subjects. It may run anywhere, twice at once, and end anywhere.
/// </summary>
public sealed class ExperimentWatch(
    IExperimentStore store, IActiveExperiments active, SubjectFolder subjects, ISubjectStore subjectStore, ExperimentEnding ending,
    ILogger<ExperimentWatch> logger, TimeProvider clock)
{
    // An entry is written just before its experiment: a young one may belong to a creation under way.
    private static readonly TimeSpan OfCreation = TimeSpan.FromMinutes(10);

    // Longer than results are accepted after the end; then nobody asks for a subject any more.
    private static readonly TimeSpan KeptSubjects = TimeSpan.FromDays(2);

    // The next run follows within a minute. To note how one looks must not keep the others waiting.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan ForNote = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ForLate = TimeSpan.FromMinutes(10);

    private const int AtOnce = 8;
    private const int SubjectsAtOnce = 1000;

    /// <summary>Goes through all experiments that there is something to do for.</summary>
    /// <exception cref="AggregateException">Some could not be looked after; all others were.</exception>
    public async Task RunAsync(IRolloutEngine engine, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Budget;
        var failures = new List<Exception>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(active.ListAsync(cancellationToken), parallel, async (entry, stopping) =>
        {
            try
            {
                if (await LookAfterAsync(entry.Experiment, entry.AddedAt, engine, until, stopping)) await active.RemoveAsync(entry.Experiment, stopping);
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
    private async Task<bool> LookAfterAsync(ExperimentReference reference, DateTimeOffset addedAt, IRolloutEngine engine, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var experiment = await store.ReadAsync(reference.Prompt, reference.Id, cancellationToken);
        if (experiment is null) return now - addedAt > OfCreation;
        var isOver = experiment.IsEnded || now >= experiment.Traffic.EndsAt;
        if (!experiment.IsEnded && isOver) await ending.EndAsync(reference, cancellationToken);
        if (isOver && experiment.Results is null) await ending.FreezeAsync(reference, engine, until, cancellationToken);
        else if (experiment.EndedAt + KeptSubjects < now) return await ForgetAsync(experiment, until, cancellationToken);
        else if (!isOver || NotesLate(experiment, now)) await NoteAsync(experiment, now + ForNote < until ? now + ForNote : until, cancellationToken);
        return false;
    }

    // Most of what comes late comes soon; the rest is noted once, when no more is accepted. Until then, who asks for one experiment is told all.
    private static bool NotesLate(ExperimentRecord experiment, DateTimeOffset now)
    {
        var closed = experiment.Traffic.EndsAt + ExperimentRecord.Late;
        return now < experiment.EndedAt + ForLate || (now >= closed && now < closed + ForLate);
    }

    /// <summary>Writes down what an active experiment looks like, if there is more to see than before; of an ended one, what came late.</summary>
    private async Task NoteAsync(ExperimentRecord experiment, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (tally, isComplete) = await subjects.ReadAsync(experiment, until, cancellationToken);
        if (!isComplete) return;
        var after = experiment.IsEnded
            ? experiment with { LateObservations = experiment.LateIn(tally) }
            : experiment with { Looks = ExperimentLook.Append(experiment.Looks, ExperimentLook.Of(ExperimentAnalysis.Evaluate(experiment, tally), clock.GetUtcNow())) };
        // Where somebody else came first, there is nothing to note: the next run sees what they wrote.
        if (after != experiment) await store.TrySaveAsync(after, cancellationToken);
    }

    /// <summary>Deletes an experiment's subjects; gives whether none is left.</summary>
    private async Task<bool> ForgetAsync(ExperimentRecord experiment, DateTimeOffset until, CancellationToken cancellationToken)
    {
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
