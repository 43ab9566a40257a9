using System.Text.Json;
using Azure.Data.Tables;
using PromptFunctions.Core.Audit;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>An audit entry as a row.</summary>
internal static class AuditRow
{
    public static TableEntity Write(string prompt, AuditEntry entry, string? id = null)
    {
        var row = new TableEntity(prompt, id is null ? RowKeys.NewAudit(entry.At) : RowKeys.AuditOf(entry.At, id)) { ["At"] = entry.At, ["Action"] = entry.Action, ["Target"] = entry.Target };
        WideText.Set(row, "By", entry.By);
        WideText.Set(row, "Before", entry.Before?.GetRawText());
        WideText.Set(row, "After", entry.After?.GetRawText());
        WideText.Set(row, "Reason", entry.Reason);
        return row;
    }

    public static AuditEntry Read(TableEntity row) => new()
    {
        At = row.GetDateTimeOffset("At")!.Value,
        By = WideText.Require(row, "By"),
        Action = row.GetString("Action"),
        Target = row.GetString("Target"),
        Before = State(row, "Before"),
        After = State(row, "After"),
        Reason = WideText.Get(row, "Reason"),
    };

    private static JsonElement? State(TableEntity row, string name) => WideText.Get(row, name) is { } json ? StoreJson.Read<JsonElement>(json) : null;
}
