using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Storage.Metrics;

/// <summary>A registered batch as a row.</summary>
internal static class BatchRow
{
    /// <summary>The largest document that stands in the row itself, in bytes; a larger one is a blob.</summary>
    public const int InlineBytes = 32 * 1024;

    private const string Prefix = "b:";

    /// <summary>The hash of a batch id, which may have any characters: what its row is called, and what its shard is chosen by.</summary>
    public static byte[] Hash(string batchId) => SHA256.HashData(Encoding.UTF8.GetBytes(batchId));

    /// <summary>The row of a batch id.</summary>
    public static string Key(string batchId) => Prefix + Convert.ToHexStringLower(Hash(batchId));

    public static TableEntity Write(string shard, BatchRecord batch, byte[] document, string? blob) => new(shard, Key(batch.BatchId))
    {
        ["Id"] = batch.Id,
        ["BatchId"] = batch.BatchId,
        ["ContentHash"] = batch.ContentHash,
        ["ReceivedAt"] = batch.ReceivedAt,
        ["Document"] = blob is null ? document : null,
        ["Blob"] = blob,
    };

    /// <summary>The blob that holds the document; null where the row does.</summary>
    public static string? Blob(TableEntity row) => row.GetString("Blob");

    public static string Id(TableEntity row) => row.GetString("Id");

    public static DateTimeOffset ReceivedAt(TableEntity row) => row.GetDateTimeOffset("ReceivedAt")!.Value;

    /// <summary>What of a batch can be long.</summary>
    public static byte[] Document(BatchRecord batch) => Encoding.UTF8.GetBytes(StoreJson.Write(new BatchDocument(batch.Receipt, [.. batch.Targets.Select(target => target.Key)])));

    public static BatchRecord Read(TableEntity row, ReadOnlyMemory<byte> blob)
    {
        var document = StoreJson.Read<BatchDocument>(Encoding.UTF8.GetString(Blob(row) is null ? row.GetBinary("Document") : blob.Span));
        return new(Id(row), row.GetString("BatchId"), row.GetString("ContentHash"), ReceivedAt(row), document.Receipt, [.. document.Targets.Select(target => new MetricTarget(target))]);
    }

    private sealed record BatchDocument(MetricsReceipt Receipt, IReadOnlyList<string> Targets);
}
