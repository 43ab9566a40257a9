using System.Text.Json;
using Azure.Data.Tables;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>
/// A version as a row. What is filtered by and what changes without the row being read have properties of their own.
/// </summary>
internal static class VersionRow
{
    /// <summary>The properties that tell which content a version names, and whether it is seen.</summary>
    public static readonly IReadOnlyList<string> OfMarks = ["PartitionKey", "RowKey", "ContentHash", PromptStaging.Import];

    public static TableEntity Write(VersionRecord version)
    {
        var row = new TableEntity(version.Prompt, RowKeys.Version(version.Version))
        {
            ["Version"] = version.Version.ToString(),
            ["Branch"] = version.Branch,
            ["Parent"] = version.Parent?.ToString(),
            ["Format"] = WireName.Of(version.Format),
            ["ContentHash"] = version.ContentHash,
            ["CreatedAt"] = version.CreatedAt,
        };
        WideText.Set(row, "Author", version.Author);
        WideText.Set(row, "Description", version.Description);
        WideText.Set(row, "Variables", StoreJson.Write(version.Variables));
        WideText.Set(row, "ChangeLog", StoreJson.Write(version.ChangeLog));
        WideText.Set(row, "Metadata", StoreJson.Write(version.Metadata));
        WideText.Set(row, "Dependencies", StoreJson.Write(version.Dependencies));
        WideText.Set(row, "Tags", StoreJson.Write(version.Tags));
        WideText.Set(row, "Approvals", StoreJson.Write(version.Approvals));
        SetStatus(row, version.Status, version.StatusHistory, version.UpdatedAt, version.Served);
        return row;
    }

    /// <summary>What is merged into the row of a version that stops being live.</summary>
    public static TableEntity WriteRetired(string prompt, RetiredVersion retired)
    {
        var row = new TableEntity(prompt, RowKeys.Version(retired.Version));
        SetStatus(row, retired.History[^1].Status, retired.History, retired.History[^1].At, served: true);
        return row;
    }

    public static VersionRecord Read(TableEntity row) => new()
    {
        Prompt = row.PartitionKey,
        Version = VersionNumber.Parse(row.GetString("Version")),
        Branch = row.GetString("Branch"),
        Parent = row.GetString("Parent") is { } parent ? VersionNumber.Parse(parent) : null,
        Status = Enum<VersionStatus>(row, "Status"),
        Format = Enum<ContentFormat>(row, "Format"),
        ContentHash = row.GetString("ContentHash"),
        Variables = Document<TemplateVariable[]>(row, "Variables"),
        Author = WideText.Require(row, "Author"),
        Description = WideText.Get(row, "Description"),
        ChangeLog = Document<string[]>(row, "ChangeLog"),
        Metadata = Document<Dictionary<string, JsonElement>>(row, "Metadata"),
        Dependencies = Document<string[]>(row, "Dependencies"),
        Tags = Document<string[]>(row, "Tags"),
        CreatedAt = Time(row, "CreatedAt"),
        UpdatedAt = Time(row, "UpdatedAt"),
        StatusHistory = Document<StatusChange[]>(row, "StatusHistory"),
        Approvals = Document<Approval[]>(row, "Approvals"),
        Served = row.GetBoolean("Served") ?? false,
        StoreTag = row.ETag.ToString(),
    };

    private static void SetStatus(TableEntity row, VersionStatus status, IReadOnlyList<StatusChange> history, DateTimeOffset at, bool served)
    {
        row["Status"] = WireName.Of(status);
        row["UpdatedAt"] = at;
        row["Served"] = served;
        WideText.Set(row, "StatusHistory", StoreJson.Write(history));
    }

    private static T Document<T>(TableEntity row, string name) => StoreJson.Read<T>(WideText.Require(row, name));

    private static DateTimeOffset Time(TableEntity row, string name) =>
        row.GetDateTimeOffset(name) ?? throw new InvalidDataException($"The row {row.PartitionKey}/{row.RowKey} has no {name}.");

    private static T Enum<T>(TableEntity row, string name) where T : struct, Enum => WireName.TryParse<T>(row.GetString(name), out var value)
        ? value
        : throw new InvalidDataException($"The row {row.PartitionKey}/{row.RowKey} has an unknown {name}.");
}
