using Azure.Data.Tables;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Webhooks;

/// <summary>A webhook as a row.</summary>
internal static class WebhookRow
{
    public static TableEntity Write(WebhookRecord webhook)
    {
        var row = new TableEntity(webhook.Prompt, RowKeys.Webhook(webhook.Id));
        WideText.Set(row, "Document", StoreJson.Write(webhook with { StoreTag = null }));
        return row;
    }

    public static WebhookRecord Read(TableEntity row) =>
        StoreJson.Read<WebhookRecord>(WideText.Require(row, "Document")) with { StoreTag = row.ETag.ToString() };
}
