using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Webhooks;

/// <summary>Webhooks and their events, in the partition of their prompt.</summary>
internal sealed class WebhookStore(PromptTable table) : IWebhookStore
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <inheritdoc/>
    // Each is a row more and a row less, beside the state's.
    public int RevivedAtOnce => (EntitySize.MaximumOperations - 1) / 2;

    /// <inheritdoc/>
    public async Task<StoredWebhook?> ReadAsync(string prompt, string id, CancellationToken cancellationToken) =>
        (await ReadAsync(RowFilter.Prefix(prompt, RowKeys.WebhookRows(id)), cancellationToken)).Webhooks.SingleOrDefault();

    /// <inheritdoc/>
    public Task<StoredWebhooks> ListAsync(string prompt, CancellationToken cancellationToken) => ReadAsync(RowFilter.Prefix(prompt, RowKeys.AllWebhooks), cancellationToken);

    /// <inheritdoc/>
    public async Task<WebhookBacklog> BacklogAsync(WebhookRecord webhook, CancellationToken cancellationToken)
    {
        var pending = await FirstAsync(RowKeys.Deliveries(webhook.Key), DeliveryRow.At);
        var dead = await FirstAsync(RowKeys.DeadLetters(webhook.Key), DeliveryRow.DiedAt);
        return new(pending.Count, pending.Count == 0 ? null : pending[0].GetDateTimeOffset(DeliveryRow.At), dead.Count);

        Task<List<TableEntity>> FirstAsync(string prefix, string property) => table.Rows
            .QueryAsync(RowFilter.Prefix(webhook.Prompt, prefix), WebhookBacklog.MostCounted, cancellationToken, [.. Keys, property])
            .Take(WebhookBacklog.MostCounted).ToListAsync(cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public async Task<WebhookState?> TrySaveAsync(WebhookState state, CancellationToken cancellationToken) =>
        await table.Rows.ReplaceAsync(WebhookStateRow.Write(state), state.StoreTag!, cancellationToken) is { } tag ? state with { StoreTag = tag } : null;

    /// <inheritdoc/>
    public async Task<bool> HasPendingAsync(WebhookRecord webhook, CancellationToken cancellationToken) =>
        await table.Rows.FirstKeyAsync(webhook.Prompt, RowKeys.Deliveries(webhook.Key), cancellationToken) is not null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WebhookDelivery>> PendingAsync(WebhookRecord webhook, int most, CancellationToken cancellationToken) =>
        await table.Rows.QueryAsync(RowFilter.Prefix(webhook.Prompt, RowKeys.Deliveries(webhook.Key)), most, cancellationToken)
            .Take(most).Select(DeliveryRow.Read).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        table.Rows.DeleteAsync(delivery.Prompt, RowKeys.Deliveries(delivery.Key) + RowKeys.Place(delivery.Sequence), ETag.All.ToString(), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryBuryAsync(WebhookState state, DeadLetter letter, CancellationToken cancellationToken)
    {
        var isDone = await table.Rows.TryTransactAsync([Saving(state), Adding(DeliveryRow.Write(letter)), Deleting(DeliveryRow.Write(letter.Delivery))], cancellationToken);
        var (prompt, prefix) = (letter.Delivery.Prompt, RowKeys.DeadLetters(letter.Delivery.Key));
        var kept = await table.Rows.QueryAsync(RowFilter.Prefix(prompt, prefix), DeadLetter.Most, cancellationToken, Keys).ToListAsync(cancellationToken);
        foreach (var old in kept.Take(kept.Count - DeadLetter.Most)) await table.Rows.DeleteAsync(prompt, old.RowKey, ETag.All.ToString(), cancellationToken);
        return isDone;
    }

    /// <inheritdoc/>
    public Task<bool> TryReviveAsync(WebhookState state, IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken) => table.Rows.TryTransactAsync(
    [
        Saving(state),
        .. deliveries.Select(delivery => Adding(DeliveryRow.Write(delivery))),
        .. deliveries.Select(delivery => Deleting(new(delivery.Prompt, RowKeys.DeadLetters(delivery.Key) + RowKeys.Place(delivery.Sequence)))),
    ], cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<DeadLetter> ListDeadLettersAsync(WebhookRecord webhook, long after, int atOnce, CancellationToken cancellationToken)
    {
        var prefix = RowKeys.DeadLetters(webhook.Key);
        return table.Rows.QueryAsync(RowFilter.Listing(webhook.Prompt, prefix, prefix + RowKeys.Place(after)), atOnce, cancellationToken).Select(DeliveryRow.ReadDead);
    }

    /// <inheritdoc/>
    public async Task DeleteDeadLettersAsync(string prompt, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var (webhook, _) in (await ListAsync(prompt, cancellationToken)).Webhooks)
        {
            var letters = table.Rows.QueryAsync(RowFilter.Prefix(prompt, RowKeys.DeadLetters(webhook.Key)), DeadLetter.Most, cancellationToken, [.. Keys, DeliveryRow.DiedAt]);
            await foreach (var rows in letters.Where(row => row.GetDateTimeOffset(DeliveryRow.DiedAt) < before).Chunk(EntitySize.MaximumOperations))
            {
                if (await table.Rows.TryDeleteAllAsync(rows, cancellationToken)) continue;
                foreach (var row in rows) await table.Rows.DeleteAsync(prompt, row.RowKey, ETag.All.ToString(), cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async Task ClearAsync(string prompt, string key, CancellationToken cancellationToken)
    {
        foreach (var prefix in new[] { RowKeys.Deliveries(key), RowKeys.DeadLetters(key) })
        {
            while (await table.Rows.DeleteRangeAsync(prompt, prefix, RowFilter.After(prefix), DeadLetter.Most, cancellationToken) == DeadLetter.Most)
            {
            }
        }
        await table.Rows.DeleteAsync(prompt, RowKeys.RemovedWebhooks + key, ETag.All.ToString(), cancellationToken);
    }

    private async Task<StoredWebhooks> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        var (webhooks, removed) = (new List<StoredWebhook>(), new List<string>());
        WebhookRecord? webhook = null;
        await foreach (var row in table.Rows.QueryAsync(filter, 1000, cancellationToken))
        {
            // A webhook's two rows are neighbours, the one as it was set first.
            if (row.RowKey.StartsWith(RowKeys.RemovedWebhooks, StringComparison.Ordinal)) removed.Add(row.RowKey[RowKeys.RemovedWebhooks.Length..]);
            else if (webhook is not null && row.RowKey == RowKeys.WebhookState(webhook.Id)) webhooks.Add(new(webhook, WebhookStateRow.Read(row)));
            else webhook = WebhookRow.Read(row);
        }
        return new(webhooks, removed);
    }

    private static TableTransactionAction Saving(WebhookState state) => new(TableTransactionActionType.UpdateReplace, WebhookStateRow.Write(state), new ETag(state.StoreTag!));

    private static TableTransactionAction Adding(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableTransactionAction Deleting(TableEntity row) => new(TableTransactionActionType.Delete, row, ETag.All);
}
