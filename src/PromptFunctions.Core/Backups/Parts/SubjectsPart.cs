using System.Runtime.CompilerServices;
using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>The subjects of a prompt's experiments and what they add up to, as long as they are kept. What waits is folded before, as any look at an experiment does.</summary>
public sealed class SubjectsPart(IMeasuredTargets targets, SubjectFolder folder, ISubjectStore store, PurgePlanner purges, TimeProvider clock) : BackupPart<SubjectsLine>(SubjectsLine.Name)
{
    private const int MostAttempts = 12;

    // Far longer than a part's backlog takes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public override Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken) => Task.FromResult(LinesAsync(head.Prompt.Name, cancellationToken));

    /// <inheritdoc/>
    protected override async Task RestoreAsync(SubjectsLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        if (!prompt.Experiments.TryGetValue(line.Experiment, out var experiment)) throw ProblemException.Invalid("experiment", "is not among the experiments before.");
        if (line.Part is < 0 or >= SubjectFolder.Parts) throw ProblemException.Invalid("part", $"must be from 0 to {SubjectFolder.Parts - 1}.");
        if (line.Subjects.Count > SubjectFolder.MostEntities) throw ProblemException.Invalid("subjects", $"must be at most {SubjectFolder.MostEntities}.");
        var subjects = new Dictionary<SubjectKey, SubjectRecord>();
        for (var i = 0; i < line.Subjects.Count; i++)
        {
            var path = $"subjects[{i}]";
            var (key, read) = (line.Subjects[i] ?? throw ProblemException.Invalid(path, "must be a subject.")).Read(path, experiment, line.Part);
            if (!subjects.TryAdd(key, read)) throw ProblemException.Invalid(path, "occurs twice.");
        }
        await prompt.RequireTurnAsync(cancellationToken);
        var target = MetricTarget.OfSubjects(prompt.Name, line.Experiment, line.Part);
        var state = await store.ReadStateAsync(target, cancellationToken);
        var tally = line.Tally?.Read(experiment) ?? state.Tally ?? throw ProblemException.Invalid("tally", "must be on the first line of a part.");
        var due = await purges.PlanAsync(target, state.Fold.PurgeDue, cancellationToken);
        if (!await store.TryFoldAsync(target, new(state, due, tally, subjects, []), cancellationToken)) throw RestoreService.Overtaken(prompt.Name);
        prompt.WithSubjects.Add(line.Experiment);
    }

    private async IAsyncEnumerable<BackupLine> LinesAsync(string prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var target in targets.ListAsync(prompt, ofSubjects: true, cancellationToken))
        {
            var (tally, subjects) = await ReadAsync(target, cancellationToken);
            if (tally is null) continue;
            var (id, part) = (target.Experiment!.Value.Id, target.Key[^1] - '0');
            var first = BackedUpTally.Of(tally);
            foreach (var some in subjects.Count == 0 ? [[]] : subjects.Chunk(SubjectFolder.MostEntities))
            {
                yield return new SubjectsLine { Experiment = id, Part = part, Tally = first, Subjects = some };
                first = null;
            }
        }
    }

    private async Task<(ExperimentTally? Tally, List<BackedUpSubject> Subjects)> ReadAsync(MetricTarget target, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var now = clock.GetUtcNow();
            await folder.FoldAsync(target, new(now, now + Patience), cancellationToken);
            var state = await store.ReadStateAsync(target, cancellationToken);
            var subjects = await targets.ListSubjectsAsync(target, cancellationToken).Select(one => BackedUpSubject.Of(one.Key, one.Subject)).ToListAsync(cancellationToken);
            if ((await store.ReadStateAsync(target, cancellationToken)).Fold.Revision == state.Fold.Revision) return (state.Tally, subjects);
        }
        throw new ProblemException(ProblemCodes.Throttled, $"The subjects of '{target}' change too busily for a backup.") { RetryAfter = TimeSpan.FromSeconds(5) };
    }
}
