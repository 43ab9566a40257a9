using System.Collections.Concurrent;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Bench.Experiments;

/// <summary>
/// Experiments' subjects in memory: the emulator looks through a whole table for every query, which a table service does
/// not. A look at an experiment makes the same calls as with a service, however many subjects there are.
/// </summary>
internal sealed class KeptSubjects : ISubjectStore
{
    private readonly ConcurrentDictionary<MetricTarget, Part> parts = new();

    public Task AppendAsync(MetricTarget target, BatchRecord batch, IReadOnlyList<SubjectChange> changes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Subjects are added as folding leaves them.");

    public IAsyncEnumerable<SubjectRow> ListWaitingAsync(MetricTarget target, int atOnce, CancellationToken cancellationToken) => AsyncEnumerable.Empty<SubjectRow>();

    public async Task<SubjectState> ReadStateAsync(MetricTarget target, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Of(target).State;
    }

    public Task<IReadOnlyDictionary<SubjectKey, SubjectRecord>> ReadSubjectsAsync(
        MetricTarget target, IReadOnlyCollection<SubjectKey> subjects, long known, CancellationToken cancellationToken)
    {
        var kept = Of(target).Subjects;
        return Task.FromResult<IReadOnlyDictionary<SubjectKey, SubjectRecord>>(subjects.Where(kept.ContainsKey).ToDictionary(subject => subject, subject => kept[subject]));
    }

    public Task<bool> TryFoldAsync(MetricTarget target, SubjectFold fold, CancellationToken cancellationToken)
    {
        var part = Of(target);
        foreach (var (subject, record) in fold.Subjects) part.Subjects[subject] = record;
        part.State = new(new FoldState(fold.Before.Fold.Revision + 1, fold.PurgeDue, "f"), fold.Tally, "e");
        return Task.FromResult(true);
    }

    public Task<bool> DeleteSubjectsAsync(MetricTarget target, int most, CancellationToken cancellationToken) => Task.FromResult(false);

    private Part Of(MetricTarget target) => parts.GetOrAdd(target, _ => new());

    private sealed class Part
    {
        public Dictionary<SubjectKey, SubjectRecord> Subjects { get; } = [];

        public SubjectState State { get; set; } = SubjectState.None;
    }
}
