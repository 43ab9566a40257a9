using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;
using PromptFunctions.Storage.Experiments;
using PromptFunctions.Storage.Metrics;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Backups;

/// <summary>Finds a prompt's partitions in the table of all that is measured.</summary>
internal sealed class MeasuredTargets(MetricTable table) : IMeasuredTargets
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    private const int DeletedAtOnce = 1000;

    /// <inheritdoc/>
    public async IAsyncEnumerable<MetricTarget> ListAsync(string prompt, bool ofSubjects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var experiments = $"{prompt}|{Assignment.Experiment}:";
        foreach (var (from, before) in ofSubjects
            ? [(experiments, RowFilter.After(experiments))]
            : new[] { (prompt + '|', experiments), (RowFilter.After(experiments), RowFilter.After(prompt + '|')) })
        {
            // From each partition on to the first row of the next.
            for (var next = await FirstAsync("ge", from, before, cancellationToken); next is not null; next = await FirstAsync("gt", next, before, cancellationToken))
                yield return new(next);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(SubjectKey Key, SubjectRecord Subject)> ListSubjectsAsync(MetricTarget target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.Rows.QueryAsync(RowFilter.Prefix(target.Key, KnownSubject.Prefix), 1000, cancellationToken))
        {
            var hash = row.RowKey.AsSpan(KnownSubject.Prefix.Length);
            yield return (new(Half(hash[..16]), Half(hash[16..])), KnownSubject.Read(row));
        }

        static ulong Half(ReadOnlySpan<char> hex) => ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async Task ClearAsync(MetricTarget target, CancellationToken cancellationToken)
    {
        // The state changes first and stays: whoever read it before writes nothing any more.
        var revision = await table.Rows.GetAsync(target.Key, MetricRowKeys.State, cancellationToken) is { } row ? FoldStateRow.Read(row).Revision : 0;
        await table.Rows.PutAsync(FoldStateRow.Write(target, revision + 1, null), cancellationToken);
        foreach (var (from, before) in new[] { (" ", MetricRowKeys.State), (MetricRowKeys.State + ' ', "~") })
        {
            while (await table.Rows.DeleteRangeAsync(target.Key, from, before, DeletedAtOnce, cancellationToken) == DeletedAtOnce)
            {
            }
        }
    }

    private async Task<string?> FirstAsync(string comparison, string from, string before, CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey {comparison} '{RowFilter.Quote(from)}' and PartitionKey lt '{RowFilter.Quote(before)}'";
        await foreach (TableEntity row in table.Rows.QueryAsync(filter, 1, cancellationToken, Keys)) return row.PartitionKey;
        return null;
    }
}
