using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>Keeps experiments' subjects: what batches say of them, and what they add up to. Each target is one part of an experiment's subjects.</summary>
public interface ISubjectStore
{
    /// <summary>
    /// Adds what a batch says of subjects; nothing happens where that was done before. One storage call, all or nothing; for
    /// more than some 8,000 subjects several, each of which happens once.
    /// </summary>
    Task AppendAsync(MetricTarget target, BatchRecord batch, IReadOnlyList<SubjectChange> changes, CancellationToken cancellationToken);

    /// <summary>A part's rows that are not folded yet, the oldest first.</summary>
    IAsyncEnumerable<SubjectRow> ListWaitingAsync(MetricTarget target, int atOnce, CancellationToken cancellationToken);

    /// <summary>A part's state. One storage call.</summary>
    Task<SubjectState> ReadStateAsync(MetricTarget target, CancellationToken cancellationToken);

    /// <summary>The subjects of these that there are.</summary>
    /// <param name="target">The part.</param>
    /// <param name="subjects">The subjects.</param>
    /// <param name="known">How many the part has: few are read together, of many each by itself.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyDictionary<SubjectKey, SubjectRecord>> ReadSubjectsAsync(MetricTarget target, IReadOnlyCollection<SubjectKey> subjects, long known, CancellationToken cancellationToken);

    /// <summary>Writes a step of folding, all or nothing. False, and nothing happens, where another came first. One storage call.</summary>
    Task<bool> TryFoldAsync(MetricTarget target, SubjectFold fold, CancellationToken cancellationToken);

    /// <summary>Deletes a part's subjects, at most so many; gives whether there are more.</summary>
    Task<bool> DeleteSubjectsAsync(MetricTarget target, int most, CancellationToken cancellationToken);
}
