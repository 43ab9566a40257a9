using Azure.Data.Tables;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>A deployment as a row.</summary>
internal static class DeploymentRow
{
    public static TableEntity Write(DeploymentRecord deployment)
    {
        var row = new TableEntity(deployment.Prompt, RowKeys.Deployment(deployment.Id)) { ["Status"] = WireName.Of(deployment.Status) };
        WideText.Set(row, "Document", StoreJson.Write(deployment with { StoreTag = null }));
        return row;
    }

    public static DeploymentRecord Read(TableEntity row) =>
        StoreJson.Read<DeploymentRecord>(WideText.Require(row, "Document")) with { StoreTag = row.ETag.ToString() };
}
