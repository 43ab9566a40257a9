using Azure.Data.Tables;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Webhooks;

/// <summary>An event for a webhook as a row, waiting or given up.</summary>
internal static class DeliveryRow
{
    /// <summary>When the event happened.</summary>
    public const string At = "At";

    /// <summary>When it was given up.</summary>
    public const string DiedAt = "DiedAt";

    /// <summary>A row of an event that waits.</summary>
    public static TableEntity Write(WebhookDelivery delivery) => Write(delivery, RowKeys.Deliveries(delivery.Key));

    /// <summary>A row of one that was given up.</summary>
    public static TableEntity Write(DeadLetter letter)
    {
        var row = Write(letter.Delivery, RowKeys.DeadLetters(letter.Delivery.Key));
        row[DiedAt] = letter.DiedAt;
        row["Attempts"] = letter.Attempts;
        row["LastError"] = letter.LastError;
        return row;
    }

    public static WebhookDelivery Read(TableEntity row) => new()
    {
        Prompt = row.PartitionKey,
        Webhook = row.GetString("Webhook"),
        Key = row.GetString("Key"),
        Sequence = row.GetInt64("Sequence")!.Value,
        EventId = row.GetString("EventId"),
        Type = WireName.TryParse<WebhookEventType>(row.GetString("Type"), out var type) ? type : throw new InvalidDataException($"The row {row.PartitionKey}/{row.RowKey} is of no known event."),
        At = row.GetDateTimeOffset(At)!.Value,
        DueAt = row.GetDateTimeOffset("DueAt")!.Value,
        Body = WideBytes.Require(row, "Body"),
    };

    public static DeadLetter ReadDead(TableEntity row) =>
        new(Read(row), row.GetDateTimeOffset(DiedAt)!.Value, row.GetInt32("Attempts")!.Value, row.GetString("LastError"));

    private static TableEntity Write(WebhookDelivery delivery, string prefix)
    {
        var row = new TableEntity(delivery.Prompt, prefix + RowKeys.Place(delivery.Sequence))
        {
            ["Webhook"] = delivery.Webhook,
            ["Key"] = delivery.Key,
            ["Sequence"] = delivery.Sequence,
            ["EventId"] = delivery.EventId,
            ["Type"] = WireName.Of(delivery.Type),
            [At] = delivery.At,
            ["DueAt"] = delivery.DueAt,
        };
        WideBytes.Set(row, "Body", delivery.Body.Span);
        return row;
    }
}
