using Azure.Data.Tables;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;
using PromptFunctions.Storage.Metrics;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Experiments;

/// <summary>What a part of an experiment's subjects add up to, as a row.</summary>
internal static class TallyRow
{
    public static TableEntity Write(MetricTarget target, ExperimentTally tally)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write7BitEncodedInt64(tally.Quarantined);
        writer.Write7BitEncodedInt64(tally.Foreign);
        writer.Write7BitEncodedInt64(tally.Late);
        writer.Write7BitEncodedInt(tally.Arms.Count);
        foreach (var arm in tally.Arms)
        {
            writer.Write7BitEncodedInt64(arm.Subjects);
            writer.Write7BitEncodedInt(arm.Metrics.Count);
            foreach (var (name, metric) in arm.Metrics)
            {
                writer.Write(name);
                Write(writer, metric.Subjects);
                SubjectMetrics.Write(writer, metric.Values);
            }
        }
        var row = new TableEntity(target.Key, MetricRowKeys.Tally);
        WideBytes.Set(row, "Data", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return row;
    }

    public static ExperimentTally Read(TableEntity row)
    {
        using var reader = new BinaryReader(new MemoryStream(WideBytes.Require(row, "Data"), writable: false));
        var (quarantined, foreign, late) = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        var tally = new ExperimentTally(reader.Read7BitEncodedInt()) { Quarantined = quarantined, Foreign = foreign, Late = late };
        foreach (var arm in tally.Arms)
        {
            arm.Subjects = reader.Read7BitEncodedInt64();
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--) arm.Metrics[reader.ReadString()] = new(ReadSubjects(reader), SubjectMetrics.ReadMoments(reader));
        }
        return tally;
    }

    private static void Write(BinaryWriter writer, SubjectMoments moments)
    {
        writer.Write7BitEncodedInt64(moments.Subjects);
        writer.Write(moments.Origin);
        writer.Write(moments.MeanCount);
        writer.Write(moments.MeanSum);
        writer.Write(moments.CountSquares);
        writer.Write(moments.SumSquares);
        writer.Write(moments.Products);
    }

    private static SubjectMoments ReadSubjects(BinaryReader reader) => new(
        reader.Read7BitEncodedInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
