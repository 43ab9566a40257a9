using Azure.Data.Tables;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Routing;
using PromptFunctions.Storage.Metrics;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Experiments;

/// <summary>What batches say of subjects as rows: many subjects in few of them.</summary>
internal static class WaitingRows
{
    private const int RowBytes = 192 * 1024;

    /// <summary>What a batch says of a part's subjects, as rows for one transaction, or for several. The same changes always give the same.</summary>
    public static IReadOnlyList<IReadOnlyList<TableEntity>> Transactions(MetricTarget target, BatchRecord batch, IReadOnlyList<SubjectChange> changes) =>
        BatchRows.Split(Rows(target, batch, changes));

    /// <summary>Reads a row.</summary>
    public static SubjectRow Read(TableEntity row)
    {
        using var bytes = new MemoryStream(WideBytes.Require(row, "Data"), writable: false);
        using var reader = new BinaryReader(bytes);
        var changes = new List<SubjectChange>();
        while (bytes.Position < bytes.Length)
            changes.Add(new(new(reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadByte(), reader.ReadBoolean(), SubjectMetrics.Read(reader)));
        return new(row.RowKey, row.GetDateTimeOffset("ReceivedAt")!.Value, changes, row.ETag.ToString());
    }

    private static IEnumerable<TableEntity> Rows(MetricTarget target, BatchRecord batch, IReadOnlyList<SubjectChange> changes)
    {
        for (var (written, part) = (0, 0); written < changes.Count; part++)
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            for (var subjects = 0; written < changes.Count && subjects < SubjectRow.MostSubjects && bytes.Length < RowBytes; written++, subjects++) Write(writer, changes[written]);
            var row = new TableEntity(target.Key, MetricRowKeys.Delta(batch.Id, part)) { ["ReceivedAt"] = batch.ReceivedAt };
            WideBytes.Set(row, "Data", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            yield return row;
        }
    }

    private static void Write(BinaryWriter writer, SubjectChange change)
    {
        writer.Write(change.Subject.High);
        writer.Write(change.Subject.Low);
        writer.Write((byte)change.Arm);
        writer.Write(change.IsForeign);
        SubjectMetrics.Write(writer, change.Metrics);
    }
}
