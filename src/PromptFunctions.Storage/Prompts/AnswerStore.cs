using System.Security.Cryptography;
using Azure.Data.Tables;
using PromptFunctions.Core.Changes;
using PromptFunctions.Storage.Blobs;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>Answers to idempotency keys, in the partition of the prompt that was changed.</summary>
internal sealed class AnswerStore(PromptTable table, StorageClients clients, TimeProvider clock) : IAnswerStore
{
    private readonly BlobGateway blobs = new(clients.Blobs, BlobGateway.Answers, clock);

    /// <inheritdoc/>
    public async Task<StoredAnswer?> RecordAsync(string? prompt, IdempotencyKey key, RecordedAnswer answer, CancellationToken cancellationToken)
    {
        var row = await RowAsync(Partition(prompt, key), key, answer, cancellationToken);
        while (!await table.Rows.TryAddAsync(row, cancellationToken))
        {
            if (await ReadAsync(prompt, key, cancellationToken) is { } first) return first;
        }
        return null;
    }

    /// <inheritdoc/>
    public async Task<StoredAnswer?> ReadAsync(string? prompt, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var row = await table.Rows.GetAsync(Partition(prompt, key), RowKeys.Answer(key.Id), cancellationToken);
        if (row is null) return null;
        if (AnswerRow.IsExpired(row, clock.GetUtcNow()))
        {
            await table.Rows.DeleteAsync(row, cancellationToken);
            return null;
        }
        return AnswerRow.Read(row, AnswerRow.Blob(row) is { } blob ? await blobs.GetAsync(blob, cancellationToken) : default);
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(string partition, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        table.Rows.DeleteAsync($"{RowFilter.Prefix(partition, RowKeys.Answers)} and {AnswerRow.IsBefore(before)}", most, cancellationToken);

    /// <summary>A row for an answer; a large body is stored as a blob before.</summary>
    public async Task<TableEntity> RowAsync(string partition, IdempotencyKey key, RecordedAnswer answer, CancellationToken cancellationToken)
    {
        string? blob = null;
        if (answer.Body.Length > AnswerRow.InlineBytes)
        {
            blob = Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span));
            await blobs.PutAsync(blob, answer.Body, cancellationToken);
        }
        return AnswerRow.Write(partition, key, answer, blob, clock.GetUtcNow());
    }

    // Calls without a prompt are spread over partitions of their own; no prompt's name begins with a dollar sign.
    private static string Partition(string? prompt, IdempotencyKey key) => prompt ?? $"$calls-{key.Id[..2]}";
}
