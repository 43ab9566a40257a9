using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Routing;
using PromptFunctions.Storage.Metrics;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Experiments;

/// <summary>Experiments' subjects, beside the figures that they are measured with: a partition for each part.</summary>
internal sealed class SubjectStore(MetricTable table) : ISubjectStore
{
    private const int AtOnce = 16;

    // A part with fewer subjects than so many for each one that is asked for is read as a whole: a page of 1,000 rows is one call.
    private const int ReadTogether = 20;

    /// <inheritdoc/>
    public Task AppendAsync(MetricTarget target, BatchRecord batch, IReadOnlyList<SubjectChange> changes, CancellationToken cancellationToken) =>
        table.AppendAsync(target, batch, WaitingRows.Transactions(target, batch, changes), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SubjectRow> ListWaitingAsync(MetricTarget target, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.Rows.QueryAsync(RowFilter.Prefix(target.Key, MetricRowKeys.Deltas), atOnce, cancellationToken)) yield return WaitingRows.Read(row);
    }

    /// <inheritdoc/>
    public async Task<SubjectState> ReadStateAsync(MetricTarget target, CancellationToken cancellationToken)
    {
        var state = SubjectState.None;
        await foreach (var row in table.Rows.QueryAsync(RowFilter.Range(target.Key, MetricRowKeys.Tally, MetricRowKeys.State + '\0'), 2, cancellationToken))
        {
            state = row.RowKey == MetricRowKeys.Tally
                ? state with { Tally = TallyRow.Read(row), TallyTag = row.ETag.ToString() }
                : state with { Fold = FoldStateRow.Read(row) };
        }
        return state;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<SubjectKey, SubjectRecord>> ReadSubjectsAsync(
        MetricTarget target, IReadOnlyCollection<SubjectKey> subjects, long known, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SubjectKey, SubjectRecord>();
        if (known < (long)subjects.Count * ReadTogether)
        {
            var wanted = subjects.ToDictionary(KnownSubject.Key);
            var range = RowFilter.Range(target.Key, wanted.Keys.Min(StringComparer.Ordinal)!, wanted.Keys.Max(StringComparer.Ordinal) + '\0');
            await foreach (var row in table.Rows.QueryAsync(range, 1000, cancellationToken))
            {
                if (wanted.TryGetValue(row.RowKey, out var subject)) found[subject] = KnownSubject.Read(row);
            }
            return found;
        }
        await Parallel.ForEachAsync(subjects, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (subject, cancellation) =>
        {
            if (await table.Rows.GetAsync(target.Key, KnownSubject.Key(subject), cancellation) is not { } row) return;
            lock (found) found[subject] = KnownSubject.Read(row);
        });
        return found;
    }

    /// <inheritdoc/>
    public async Task<bool> TryFoldAsync(MetricTarget target, SubjectFold fold, CancellationToken cancellationToken)
    {
        var state = FoldStateRow.Write(target, fold.Before.Fold.Revision + 1, fold.PurgeDue);
        var actions = new List<TableTransactionAction> { Replace(state, fold.Before.Fold.Tag), Replace(TallyRow.Write(target, fold.Tally), fold.Before.TallyTag) };
        actions.AddRange(fold.Subjects.Select(subject => new TableTransactionAction(TableTransactionActionType.UpsertReplace, KnownSubject.Write(target, subject.Key, subject.Value))));
        actions.AddRange(fold.Folded.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(target.Key, row.Id), new ETag(row.Tag))));
        return await table.Rows.TryTransactAsync(actions, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteSubjectsAsync(MetricTarget target, int most, CancellationToken cancellationToken) =>
        await table.Rows.DeleteRangeAsync(target.Key, KnownSubject.Prefix, RowFilter.After(KnownSubject.Prefix), most, cancellationToken) == most;

    private static TableTransactionAction Replace(TableEntity row, string? tag) =>
        tag is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, new ETag(tag));
}
