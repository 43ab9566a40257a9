using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Storage.Experiments;

/// <summary>A subject's values in bytes.</summary>
internal static class SubjectMetrics
{
    public static void Write(BinaryWriter writer, IReadOnlyList<SubjectMetric> metrics)
    {
        writer.Write7BitEncodedInt(metrics.Count);
        foreach (var (metric, values) in metrics)
        {
            writer.Write(metric);
            Write(writer, values);
        }
    }

    public static IReadOnlyList<SubjectMetric> Read(BinaryReader reader)
    {
        var metrics = new SubjectMetric[reader.Read7BitEncodedInt()];
        for (var i = 0; i < metrics.Length; i++) metrics[i] = new(reader.ReadString(), ReadMoments(reader));
        return metrics;
    }

    /// <summary>Writes moments. Most subjects have one value of a metric, which is all that then has to be said.</summary>
    public static void Write(BinaryWriter writer, Moments values)
    {
        writer.Write7BitEncodedInt64(values.Count);
        if (values.Count == 0) return;
        writer.Write(values.Mean);
        if (values.Count == 1) return;
        writer.Write(values.Min);
        writer.Write(values.Max);
        writer.Write(values.M2);
    }

    public static Moments ReadMoments(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt64();
        if (count == 0) return default;
        var mean = reader.ReadDouble();
        return count == 1 ? Moments.Of(mean) : new(count, reader.ReadDouble(), reader.ReadDouble(), mean, reader.ReadDouble());
    }
}
