using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Storage.Blobs;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Metrics;

/// <summary>
/// Batches and marks, in as many partitions as there are shards. A batch's marks stand in its own shard, whatever targets
/// they are of, so that registering it is one transaction.
/// </summary>
internal sealed class MetricIntake(StorageClients clients, TimeProvider clock) : IMetricIntake
{
    private const string Marks = "d:";
    private const string Purges = "p:";
    private const string Expiries = "x:";
    private const string Day = "yyyyMMdd";

    private readonly TableGateway rows = new(clients.Tables, "intake");
    private readonly BlobGateway documents = new(clients.Blobs, BlobGateway.Batches, clock);

    /// <inheritdoc/>
    public int Shards => 8;

    /// <inheritdoc/>
    public async Task<BatchRecord?> RegisterAsync(BatchRecord batch, CancellationToken cancellationToken)
    {
        var shard = ShardOf(BatchRow.Hash(batch.BatchId));
        var row = await RowAsync(shard, batch, cancellationToken);
        var expiry = new TableEntity(shard, Expiries + batch.Id) { ["Batch"] = row.RowKey, ["Blob"] = BatchRow.Blob(row) };
        // All marks before the batch, or with it: whoever finds the batch may rely on them.
        var marks = MarkRows(shard, batch.Targets).Chunk(EntitySize.MaximumOperations - 3).ToList();
        foreach (var more in marks.Skip(1)) await rows.TransactAsync(more, cancellationToken);
        var first = marks.FirstOrDefault() ?? [];
        TableEntity? expired = null;
        while (true)
        {
            try
            {
                await rows.TransactAsync([.. Replacing(expired, row), Add(expiry), .. first], cancellationToken);
                return null;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                expired = await rows.GetAsync(shard, row.RowKey, cancellationToken);
            }
            // When an answer is lost, the client sends the transaction again and meets its own rows.
            if (expired is not null && BatchRow.Id(expired) == batch.Id) return null;
            if (expired is not null && IsKnown(expired)) return await ReadAsync(expired, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<BatchRecord?> FindAsync(string batchId, CancellationToken cancellationToken) =>
        await rows.GetAsync(ShardOf(BatchRow.Hash(batchId)), BatchRow.Key(batchId), cancellationToken) is { } row && IsKnown(row) ? await ReadAsync(row, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task MarkAsync(BatchRecord batch, CancellationToken cancellationToken)
    {
        foreach (var marks in MarkRows(ShardOf(BatchRow.Hash(batch.BatchId)), batch.Targets).Chunk(EntitySize.MaximumOperations)) await rows.TransactAsync(marks, cancellationToken);
    }

    /// <inheritdoc/>
    public Task MarkAsync(MetricTarget target, CancellationToken cancellationToken) => rows.TransactAsync([.. MarkRows(ShardOf(target), [target])], cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WorkMark> ListMarksAsync(int shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.QueryAsync(RowFilter.Prefix(Name(shard), Marks), 1000, cancellationToken))
            yield return new(new(row.RowKey[Marks.Length..]), shard, row.GetDateTimeOffset("MarkedAt")!.Value, row.ETag.ToString());
    }

    /// <inheritdoc/>
    public Task ClearAsync(WorkMark mark, CancellationToken cancellationToken) =>
        rows.DeleteAsync(Name(mark.Shard), Marks + mark.Target.Key, mark.Tag, cancellationToken);

    /// <inheritdoc/>
    public Task PlanPurgeAsync(MetricTarget target, DateOnly day, CancellationToken cancellationToken) =>
        rows.PutAsync(new TableEntity(ShardOf(target), PurgeKey(target, day)), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(MetricTarget Target, DateOnly Day)> ListPurgesAsync(int shard, DateOnly until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = Purges + until.AddDays(1).ToString(Day, CultureInfo.InvariantCulture);
        await foreach (var row in rows.QueryAsync(RowFilter.Range(Name(shard), Purges, before), 1000, cancellationToken))
        {
            var day = row.RowKey.AsSpan(Purges.Length, Day.Length);
            yield return (new(row.RowKey[(Purges.Length + Day.Length + 1)..]), DateOnly.ParseExact(day, Day, CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public Task EndPurgeAsync(MetricTarget target, DateOnly day, CancellationToken cancellationToken) =>
        rows.DeleteAsync(ShardOf(target), PurgeKey(target, day), ETag.All.ToString(), cancellationToken);

    /// <inheritdoc/>
    public async Task ForgetBatchesAsync(int shard, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var several = new List<TableEntity>();
        await foreach (var expiry in rows.QueryAsync(RowFilter.Range(Name(shard), Expiries, Expiries + Ulid.First(before)), 1000, cancellationToken))
        {
            several.Add(expiry);
            if (several.Count < EntitySize.MaximumOperations / 2) continue;
            await ForgetAsync(several, cancellationToken);
            several.Clear();
        }
        if (several.Count > 0) await ForgetAsync(several, cancellationToken);
    }

    private bool IsKnown(TableEntity row) => clock.GetUtcNow() - BatchRow.ReceivedAt(row) <= BatchRecord.Lifetime;

    private static TableEntity[] WithBatch(TableEntity expiry) => [expiry, new(expiry.PartitionKey, expiry.GetString("Batch"))];

    /// <summary>What takes the place of a batch that is no longer known; then its expiry goes with it, so that it does not end the new one.</summary>
    private static IEnumerable<TableTransactionAction> Replacing(TableEntity? expired, TableEntity row) => expired is null
        ? [Add(row)]
        :
        [
            new(TableTransactionActionType.UpdateReplace, row, expired.ETag),
            new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, Expiries + BatchRow.Id(expired)), ETag.All),
        ];

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static string PurgeKey(MetricTarget target, DateOnly day) => $"{Purges}{day.ToString(Day, CultureInfo.InvariantCulture)}:{target.Key}";

    private static string Name(int shard) => shard.ToString("D2", CultureInfo.InvariantCulture);

    private IEnumerable<TableTransactionAction> MarkRows(string shard, IEnumerable<MetricTarget> targets)
    {
        var now = clock.GetUtcNow();
        return targets.Select(target => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, new TableEntity(shard, Marks + target.Key) { ["MarkedAt"] = now }));
    }

    private string ShardOf(MetricTarget target) => ShardOf(SHA256.HashData(Encoding.UTF8.GetBytes(target.Key)));

    private string ShardOf(byte[] hash) => Name(hash[0] % Shards);

    private async Task ForgetAsync(List<TableEntity> expiries, CancellationToken cancellationToken)
    {
        foreach (var blob in expiries.Select(expiry => expiry.GetString("Blob")).OfType<string>()) await documents.DeleteAsync(blob, cancellationToken);
        if (await rows.TryDeleteAllAsync(expiries.SelectMany(WithBatch), cancellationToken)) return;
        // A batch goes only with its own expiry: the same id may have been registered anew since the listing.
        foreach (var expiry in expiries) await rows.TryDeleteAllAsync(WithBatch(expiry), cancellationToken);
    }

    private async Task<TableEntity> RowAsync(string shard, BatchRecord batch, CancellationToken cancellationToken)
    {
        var document = BatchRow.Document(batch);
        if (document.Length <= BatchRow.InlineBytes) return BatchRow.Write(shard, batch, document, null);
        await documents.PutAsync(batch.Id, document, cancellationToken);
        return BatchRow.Write(shard, batch, document, batch.Id);
    }

    private async Task<BatchRecord> ReadAsync(TableEntity row, CancellationToken cancellationToken) =>
        BatchRow.Read(row, BatchRow.Blob(row) is { } blob ? await documents.GetAsync(blob, cancellationToken) : default);
}
