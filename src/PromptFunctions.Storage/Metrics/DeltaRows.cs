using Azure.Data.Tables;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Statistics;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Metrics;

/// <summary>Deltas as rows: many metrics and hours in few of them.</summary>
internal static class DeltaRows
{
    // Rewritten in part while it is folded, in one transaction with the largest aggregates that there can be.
    private const int RowBytes = 192 * 1024;

    /// <summary>
    /// A batch's deltas for a target, as rows for one transaction; for several where a batch has more names than one holds.
    /// The same deltas always give the same.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<TableEntity>> Transactions(MetricTarget target, BatchRecord batch, IReadOnlyList<MetricDelta> deltas) =>
        BatchRows.Split(Rows(target, batch, deltas));

    /// <summary>A row with what is left of it.</summary>
    public static TableEntity Write(MetricTarget target, DeltaRow row)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var delta in row.Deltas) Write(writer, delta);
        return Row(target, row.Id, row.ReceivedAt, bytes);
    }

    /// <summary>Reads a row.</summary>
    public static DeltaRow Read(TableEntity row)
    {
        using var bytes = new MemoryStream(WideBytes.Require(row, "Data"), writable: false);
        using var reader = new BinaryReader(bytes);
        var deltas = new List<MetricDelta>();
        while (bytes.Position < bytes.Length) deltas.Add(new(reader.ReadString(), new MetricHour(reader.Read7BitEncodedInt()), Distribution.Read(reader)));
        return new(row.RowKey, row.GetDateTimeOffset("ReceivedAt")!.Value, deltas, row.ETag.ToString());
    }

    private static IEnumerable<TableEntity> Rows(MetricTarget target, BatchRecord batch, IReadOnlyList<MetricDelta> deltas)
    {
        for (var (written, part) = (0, 0); written < deltas.Count; part++)
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            for (var first = true; written < deltas.Count && (first || bytes.Length < RowBytes); written++, first = false) Write(writer, deltas[written]);
            yield return Row(target, MetricRowKeys.Delta(batch.Id, part), batch.ReceivedAt, bytes);
        }
    }

    private static TableEntity Row(MetricTarget target, string key, DateTimeOffset receivedAt, MemoryStream bytes)
    {
        var row = new TableEntity(target.Key, key) { ["ReceivedAt"] = receivedAt };
        WideBytes.Set(row, "Data", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return row;
    }

    private static void Write(BinaryWriter writer, MetricDelta delta)
    {
        writer.Write(delta.Metric);
        writer.Write7BitEncodedInt(delta.Hour.Number);
        delta.Values.Write(writer);
    }
}
