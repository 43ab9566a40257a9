using Azure.Data.Tables;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>A prompt as a row.</summary>
internal static class PromptRow
{
    public static TableEntity Write(PromptRecord prompt)
    {
        var row = new TableEntity(prompt.Name, RowKeys.Prompt) { ["Type"] = prompt.Type, ["UpdatedAt"] = prompt.UpdatedAt };
        WideText.Set(row, "Document", StoreJson.Write(prompt with { StoreTag = null }));
        return row;
    }

    public static PromptRecord Read(TableEntity row) =>
        StoreJson.Read<PromptRecord>(WideText.Require(row, "Document")) with { StoreTag = row.ETag.ToString() };
}
