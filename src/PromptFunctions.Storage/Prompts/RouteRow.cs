using Azure.Data.Tables;
using PromptFunctions.Core.Routing;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>A route as a row.</summary>
internal static class RouteRow
{
    public static TableEntity Write(RouteRecord route)
    {
        var row = new TableEntity(route.Prompt, RowKeys.Route) { ["Live"] = route.Live?.Version.ToString(), ["Revision"] = route.Revision };
        WideText.Set(row, "Document", StoreJson.Write(route with { StoreTag = null }));
        return row;
    }

    public static RouteRecord Read(TableEntity row) =>
        StoreJson.Read<RouteRecord>(WideText.Require(row, "Document")) with { StoreTag = row.ETag.ToString() };
}
