using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Storage.Metrics;

/// <summary>A registered batch as a row.</summary>
internal static class BatchRow
{
    /// <summary>The largest receipt that stands in the row itself, in bytes; a larger one is a blob.</summary>
    public const int InlineBytes = 32 * 1024;

    private const string Prefix = "b:";

    /// <summary>The hash of a batch id, which may have any characters: what its row is called, and what its shard is chosen by.</summary>
    public static byte[] Hash(string batchId) => SHA256.HashData(Encoding.UTF8.GetBytes(batchId));

    /// <summary>The row of a batch id.</summary>
    public static string Key(string batchId) => Prefix + Convert.ToHexStringLower(Hash(batchId));

    public static TableEntity Write(string shard, BatchRecord batch, byte[] receipt, string? blob) => new(shard, Key(batch.BatchId))
    {
        ["Id"] = batch.Id,
        ["BatchId"] = batch.BatchId,
        ["ContentHash"] = batch.ContentHash,
        ["ReceivedAt"] = batch.ReceivedAt,
        ["Receipt"] = blob is null ? receipt : null,
        ["Blob"] = blob,
    };

    /// <summary>The blob that holds the receipt; null where the row does.</summary>
    public static string? Blob(TableEntity row) => row.GetString("Blob");

    public static string Id(TableEntity row) => row.GetString("Id");

    public static DateTimeOffset ReceivedAt(TableEntity row) => row.GetDateTimeOffset("ReceivedAt")!.Value;

    public static BatchRecord Read(TableEntity row, ReadOnlyMemory<byte> blob)
    {
        var receipt = Encoding.UTF8.GetString(Blob(row) is null ? row.GetBinary("Receipt") : blob.Span);
        return new(Id(row), row.GetString("BatchId"), row.GetString("ContentHash"), ReceivedAt(row), StoreJson.Read<MetricsReceipt>(receipt));
    }
}
