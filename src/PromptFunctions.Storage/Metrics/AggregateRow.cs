using Azure.Data.Tables;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Statistics;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Metrics;

/// <summary>An aggregate as a row.</summary>
internal static class AggregateRow
{
    public static TableEntity Write(MetricTarget target, AggregateKey key, MetricFigures figures)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        figures.Values.Write(writer);
        var row = new TableEntity(target.Key, MetricRowKeys.Aggregate(key)) { ["Metric"] = key.Metric, ["LastArrival"] = figures.LastArrival };
        WideBytes.Set(row, "Data", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return row;
    }

    public static (AggregateKey Key, MetricFigures Figures) Read(AggregateSpan span, TableEntity row)
    {
        using var reader = new BinaryReader(new MemoryStream(WideBytes.Require(row, "Data"), writable: false));
        return (new(span, MetricRowKeys.Start(span, row.RowKey), row.GetString("Metric")),
            new(Distribution.Read(reader), row.GetDateTimeOffset("LastArrival")!.Value));
    }
}
