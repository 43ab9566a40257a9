using System.Globalization;
using Azure.Data.Tables;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;

namespace PromptFunctions.Storage.Metrics;

/// <summary>A target's state as a row.</summary>
internal static class FoldStateRow
{
    private const string Day = "yyyy-MM-dd";

    public static TableEntity Write(MetricTarget target, long revision, DateOnly? purgeDue) => new(target.Key, MetricRowKeys.State)
    {
        ["Revision"] = revision,
        ["PurgeDue"] = purgeDue?.ToString(Day, CultureInfo.InvariantCulture),
    };

    public static FoldState Read(TableEntity row) => new(
        row.GetInt64("Revision")!.Value,
        row.GetString("PurgeDue") is { } day ? DateOnly.ParseExact(day, Day, CultureInfo.InvariantCulture) : null,
        row.ETag.ToString());
}
