using Azure.Data.Tables;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Webhooks;

/// <summary>How deliveries to a webhook go as a row.</summary>
internal static class WebhookStateRow
{
    public static TableEntity Write(WebhookState state)
    {
        var row = new TableEntity(state.Prompt, RowKeys.WebhookState(state.Id));
        WideText.Set(row, "Document", StoreJson.Write(state with { StoreTag = null }));
        return row;
    }

    public static WebhookState Read(TableEntity row) =>
        StoreJson.Read<WebhookState>(WideText.Require(row, "Document")) with { StoreTag = row.ETag.ToString() };
}
