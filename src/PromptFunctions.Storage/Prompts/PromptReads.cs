using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>Reads a prompt's partition.</summary>
internal sealed class PromptReads(PromptTable table)
{
    /// <summary>A prompt's head, in one query.</summary>
    public async Task<PromptHead?> ReadHeadAsync(string prompt, CancellationToken cancellationToken)
    {
        PromptRecord? record = null;
        RouteRecord? route = null;
        await foreach (var row in table.Rows.QueryAsync(RowFilter.Range(prompt, RowKeys.Prompt, RowFilter.After(RowKeys.Route)), 2, cancellationToken))
        {
            if (row.RowKey == RowKeys.Prompt) record = PromptRow.Read(row);
            else if (row.RowKey == RowKeys.Route) route = RouteRow.Read(row);
            if (record is not null && route is not null) break; // A further page is not worth a call.
        }
        return record is null || route is null ? null : new(record, route);
    }

    /// <summary>One row; null where there is none, or none that is seen yet.</summary>
    public async Task<TableEntity?> ReadRowAsync(string prompt, string rowKey, CancellationToken cancellationToken) =>
        await table.Rows.GetAsync(prompt, rowKey, cancellationToken) is { } row && await IsVisibleAsync(row, cancellationToken) ? row : null;

    /// <summary>Rows without those that are not seen yet. One look for each import, so that a listing shows all of it or nothing.</summary>
    public async IAsyncEnumerable<TableEntity> VisibleAsync(IAsyncEnumerable<TableEntity> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var imports = new Dictionary<string, bool>();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (PromptStaging.ImportOf(row) is { } import)
            {
                if (!imports.TryGetValue(import, out var visible)) imports[import] = visible = await IsVisibleAsync(row, cancellationToken);
                if (!visible) continue;
            }
            yield return row;
        }
    }

    /// <summary>One version; null where there is none, or none that is seen yet.</summary>
    public async Task<VersionRecord?> ReadVersionAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) =>
        await ReadRowAsync(prompt, RowKeys.Version(version), cancellationToken) is { } row ? VersionRow.Read(row) : null;

    /// <summary>The live version; null where nothing is.</summary>
    public async Task<VersionNumber?> ReadLiveAsync(string prompt, CancellationToken cancellationToken) =>
        await table.Rows.GetAsync(prompt, RowKeys.Route, cancellationToken) is { } row ? RouteRow.Read(row).Live?.Version : null;

    /// <summary>A prompt's versions, highest first.</summary>
    public async IAsyncEnumerable<VersionRecord> ListVersionsAsync(string prompt, VersionQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = RowFilter.Listing(prompt, RowKeys.Versions, query.After is null ? null : RowKeys.Version(query.After));
        if (query.Status is { } status) filter += $" and Status eq '{WireName.Of(status)}'";
        if (query.Branch is not null) filter += $" and Branch eq '{RowFilter.Quote(query.Branch)}'";
        await foreach (var row in VisibleAsync(table.Rows.QueryAsync(filter, query.AtOnce, cancellationToken), cancellationToken))
        {
            var version = VersionRow.Read(row);
            if (query.Tag is null || version.Tags.Contains(query.Tag)) yield return version;
        }
    }

    /// <summary>A prompt's changes, newest first.</summary>
    public async IAsyncEnumerable<(string Key, AuditEntry Entry)> ListAuditAsync(string prompt, string? after, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in VisibleAsync(table.Rows.QueryAsync(RowFilter.Listing(prompt, RowKeys.Audit, after), atOnce, cancellationToken), cancellationToken))
            yield return (row.RowKey, AuditRow.Read(row));
    }

    private async ValueTask<bool> IsVisibleAsync(TableEntity row, CancellationToken cancellationToken) =>
        PromptStaging.ImportOf(row) is not { } import || (await ReadHeadAsync(row.PartitionKey, cancellationToken))?.Prompt.Imports.Contains(import) == true;
}
