using Azure.Data.Tables;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Experiments;

/// <summary>A subject as a row. What it is called stands nowhere: the key is a hash.</summary>
internal static class KnownSubject
{
    /// <summary>What the key of every subject begins with.</summary>
    public const string Prefix = "u:";

    public static string Key(SubjectKey subject) => Prefix + subject;

    public static TableEntity Write(MetricTarget target, SubjectKey key, SubjectRecord subject)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((byte)subject.Arm);
        writer.Write((byte)subject.Standing);
        SubjectMetrics.Write(writer, subject.Metrics);
        var row = new TableEntity(target.Key, Key(key));
        WideBytes.Set(row, "Data", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return row;
    }

    public static SubjectRecord Read(TableEntity row)
    {
        using var reader = new BinaryReader(new MemoryStream(WideBytes.Require(row, "Data"), writable: false));
        return new(reader.ReadByte(), (SubjectStanding)reader.ReadByte(), SubjectMetrics.Read(reader));
    }
}
