using Azure.Data.Tables;
using PromptFunctions.Core.Changes;

namespace PromptFunctions.Storage.Prompts;

/// <summary>An answer to an idempotency key as a row.</summary>
internal static class AnswerRow
{
    /// <summary>The largest body that stands in the row itself, in bytes; a larger one is a blob.</summary>
    public const int InlineBytes = 32 * 1024;

    /// <summary>A row for an answer.</summary>
    /// <param name="partition">The partition it belongs to.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="blob">The blob that holds the body; null where the row does.</param>
    /// <param name="at">When.</param>
    public static TableEntity Write(string partition, IdempotencyKey key, RecordedAnswer answer, string? blob, DateTimeOffset at) => new(partition, RowKeys.Answer(key.Id))
    {
        ["RequestHash"] = key.RequestHash,
        ["At"] = at,
        ["Status"] = answer.Status,
        ["ContentType"] = answer.ContentType,
        ["Location"] = answer.Location,
        ["ETagHeader"] = answer.ETag,
        ["Body"] = blob is null ? answer.Body.ToArray() : null,
        ["Blob"] = blob,
    };

    /// <summary>The blob that holds the body; null where the row does.</summary>
    public static string? Blob(TableEntity row) => row.GetString("Blob");

    /// <summary>Whether the row's time is over.</summary>
    public static bool IsExpired(TableEntity row, DateTimeOffset now) => now - row.GetDateTimeOffset("At") > IdempotencyKey.Lifetime;

    /// <summary>A filter for rows of before a time.</summary>
    public static string IsBefore(DateTimeOffset time) => TableClient.CreateQueryFilter($"At lt {time}");

    /// <summary>The answer; its body from the blob where it is one.</summary>
    public static StoredAnswer Read(TableEntity row, ReadOnlyMemory<byte> blob) => new(row.GetString("RequestHash"), new(
        row.GetInt32("Status")!.Value,
        row.GetString("ContentType"),
        Blob(row) is null ? row.GetBinary("Body") : blob,
        row.GetString("Location"),
        row.GetString("ETagHeader")));
}
