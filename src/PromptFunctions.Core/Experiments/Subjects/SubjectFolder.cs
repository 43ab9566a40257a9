using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>
/// Folds what batches say of an experiment's subjects, step by step: each subject's values and what all subjects add up to
/// change in one transaction. It may run anywhere, twice at once, and end anywhere.
/// </summary>
public sealed class SubjectFolder(IExperimentStore experiments, ISubjectStore store, PurgePlanner purges, TimeProvider clock)
{
    /// <summary>How many parts an experiment's subjects are spread over.</summary>
    public const int Parts = 8;

    /// <summary>The most rows and subjects of one step: a transaction's 100 entities without the state and the tally.</summary>
    public const int MostEntities = 98;

    private const int RowsAtOnce = 100;

    /// <summary>The part that a subject belongs to.</summary>
    public static int PartOf(SubjectKey subject) => (int)(subject.Low % Parts);

    /// <summary>Folds a part, as long as the run goes on; gives how many rows are gone, and whether none was left.</summary>
    public async Task<(long Rows, bool IsDone)> FoldAsync(MetricTarget target, FoldRun run, CancellationToken cancellationToken)
    {
        var (prompt, id) = target.Experiment ?? throw new ArgumentException("It has no subjects.", nameof(target));
        var experiment = await experiments.ReadAsync(prompt, id, cancellationToken)
            ?? throw new InvalidDataException($"There are results of {prompt}'s experiment {id}, which is not stored.");
        var (_, rows, isDone) = await FoldAsync(target, experiment, run, cancellationToken);
        return (rows, isDone);
    }

    /// <summary>What an experiment's subjects add up to, with all that is waiting folded; as much of it as can be until a time.</summary>
    public async Task<(ExperimentTally Tally, bool IsComplete)> ReadAsync(ExperimentRecord experiment, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var run = new FoldRun(clock.GetUtcNow(), until);
        var parts = await Task.WhenAll(Enumerable.Range(0, Parts).Select(part =>
            FoldAsync(MetricTarget.OfSubjects(experiment.Prompt, experiment.Id, part), experiment, run, cancellationToken)));
        return (ExperimentTally.Merge(experiment, [.. parts.Select(part => part.Tally).OfType<ExperimentTally>()]), parts.All(part => part.IsDone));
    }

    private async Task<(ExperimentTally? Tally, long Rows, bool IsDone)> FoldAsync(
        MetricTarget target, ExperimentRecord experiment, FoldRun run, CancellationToken cancellationToken)
    {
        var waiting = new Queue<SubjectRow>();
        for (var rows = 0L; ;)
        {
            if (waiting.Count == 0) waiting = await WaitingAsync(target, cancellationToken);
            if (waiting.TryPeek(out var oldest)) run.Found(oldest.ReceivedAt);
            // Read after the rows: what it lacks of them is not folded.
            var state = await store.ReadStateAsync(target, cancellationToken);
            if (waiting.Count == 0) return (state.Tally, rows, true);
            if (clock.GetUtcNow() >= run.Until) return (state.Tally, rows, false);
            var some = Next(waiting);
            var fold = await PlanAsync(target, experiment, state, some, cancellationToken);
            if (await store.TryFoldAsync(target, fold, cancellationToken))
            {
                rows += some.Count;
                continue;
            }
            // Another one folds it: the rows that are known may be gone.
            waiting.Clear();
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 50)), clock, cancellationToken);
        }
    }

    private async Task<Queue<SubjectRow>> WaitingAsync(MetricTarget target, CancellationToken cancellationToken) =>
        new(await store.ListWaitingAsync(target, RowsAtOnce, cancellationToken).Take(RowsAtOnce).ToListAsync(cancellationToken));

    /// <summary>Takes as many rows as a step holds with the subjects that they name.</summary>
    private static List<SubjectRow> Next(Queue<SubjectRow> waiting)
    {
        var (rows, subjects) = (new List<SubjectRow>(), new HashSet<SubjectKey>());
        while (waiting.TryPeek(out var row))
        {
            var more = row.Changes.Count(change => !subjects.Contains(change.Subject));
            if (rows.Count + 1 + subjects.Count + more > MostEntities) break;
            rows.Add(waiting.Dequeue());
            subjects.UnionWith(row.Changes.Select(change => change.Subject));
        }
        return rows;
    }

    private async Task<SubjectFold> PlanAsync(
        MetricTarget target, ExperimentRecord experiment, SubjectState state, List<SubjectRow> rows, CancellationToken cancellationToken)
    {
        var tally = state.Tally ?? new ExperimentTally(experiment.Arms.Count);
        // What comes once figures are frozen is late, whenever it was sent.
        var counting = rows.Where(row => experiment.Results is null && row.ReceivedAt < experiment.CountsUntil).ToList();
        tally.Late += rows.Except(counting).SelectMany(row => row.Changes).SelectMany(change => change.Metrics).Sum(metric => metric.Values.Count);
        var keys = counting.SelectMany(row => row.Changes).Select(change => change.Subject).ToHashSet();
        // Also where nobody counts yet, somebody may have been seen with a foreign arm.
        var subjects = keys.Count == 0 || state.Tally is null ? [] : new Dictionary<SubjectKey, SubjectRecord>(await store.ReadSubjectsAsync(target, keys, tally.Known, cancellationToken));
        foreach (var change in counting.SelectMany(row => row.Changes))
        {
            if (tally.Apply(experiment, subjects.GetValueOrDefault(change.Subject), change) is { } after) subjects[change.Subject] = after;
        }
        var due = await purges.PlanAsync(target, state.Fold.PurgeDue, cancellationToken);
        return new(state, due, tally, subjects, rows);
    }
}
