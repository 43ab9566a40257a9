using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>Instances, their history and their messages as rows.</summary>
internal static class HubRows
{
    private const int ColumnLength = 32_000; // a property holds 64 KiB, in UTF-16

    public static TableEntity Write(Instance instance) => new(HubKeys.Partition(instance.Id), HubKeys.Instance)
    {
        ["Name"] = instance.Name,
        ["Status"] = $"{instance.Status}",
        ["Open"] = !instance.IsTerminal,
        ["Generation"] = instance.Generation,
        ["HistoryLength"] = instance.HistoryLength,
        ["Outstanding"] = instance.Outstanding,
        ["Created"] = new DateTimeOffset(instance.CreatedAt),
        ["Updated"] = new DateTimeOffset(instance.UpdatedAt),
        ["WakeAt"] = instance.WakeAt?.Ticks,
        ["CustomStatus"] = instance.CustomStatus,
        ["CreationId"] = instance.CreationId,
        ["TraceParent"] = instance.TraceParent,
    };

    public static Instance ReadInstance(TableEntity row) => new(HubKeys.InstanceId(row.PartitionKey), row.GetString("Name"))
    {
        Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString("Status")),
        Generation = row.GetInt64("Generation")!.Value,
        HistoryLength = row.GetInt32("HistoryLength")!.Value,
        Outstanding = row.GetInt32("Outstanding")!.Value,
        CreatedAt = row.GetDateTimeOffset("Created")!.Value.UtcDateTime,
        UpdatedAt = row.GetDateTimeOffset("Updated")!.Value.UtcDateTime,
        WakeAt = ReadWakeAt(row),
        CustomStatus = row.GetString("CustomStatus"),
        CreationId = row.GetString("CreationId"),
        TraceParent = row.GetString("TraceParent"),
        ETag = row.ETag,
    };

    public static DateTime? ReadWakeAt(TableEntity row) => row.GetInt64("WakeAt") is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    public static TableEntity Write(string instanceId, long generation, int index, HistoryEvent history) =>
        WriteEvent(new TableEntity(HubKeys.Partition(instanceId), HubKeys.History(generation, index)), history);

    public static TableEntity Write(string instanceId, InboxMessage message)
    {
        var row = WriteEvent(new TableEntity(HubKeys.Partition(instanceId), message.Key), message.Event);
        row["Generation"] = message.Generation;
        return row;
    }

    public static InboxMessage ReadMessage(TableEntity row) => new(row.RowKey, row.GetInt64("Generation")!.Value, ReadEvent(row));

    public static HistoryEvent ReadEvent(TableEntity row) =>
        new(Enum.Parse<HistoryEventKind>(row.GetString("Kind")), new DateTime(row.GetInt64("Ticks")!.Value, DateTimeKind.Utc))
        {
            Id = row.GetInt32("Id")!.Value,
            Name = row.GetString("Name"),
            Target = row.GetString("Target"),
            Data = ReadData(row),
        };

    public static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    public static TableTransactionAction Delete(string instanceId, string key) =>
        new(TableTransactionActionType.Delete, new TableEntity(HubKeys.Partition(instanceId), key), ETag.All);

    private static TableEntity WriteEvent(TableEntity row, HistoryEvent history)
    {
        row["Kind"] = $"{history.Kind}";
        row["Ticks"] = history.Time.Ticks; // exact: what an orchestrator computes of it is compared
        row["Id"] = history.Id;
        row["Name"] = history.Name;
        row["Target"] = history.Target;
        if (history.Data is not { } data)
            return row;
        for (var (column, from) = (0, 0); from == 0 || from < data.Length; column++, from += ColumnLength)
            row[Column(column)] = data.Substring(from, Math.Min(ColumnLength, data.Length - from));
        return row;
    }

    private static string? ReadData(TableEntity row)
    {
        if (row.GetString(Column(0)) is not { } data)
            return null;
        for (var column = 1; row.GetString(Column(column)) is { } more; column++)
            data += more;
        return data;
    }

    private static string Column(int number) => string.Create(CultureInfo.InvariantCulture, $"Data{number}");
}
