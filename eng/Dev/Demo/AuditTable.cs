using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>Shows audit entries, one a row.</summary>
internal static class AuditTable
{
    public static Table Of(IEnumerable<JsonNode> entries)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("at", "by", "action", "target", "reason");
        foreach (var entry in entries)
        {
            var at = DateTimeOffset.TryParse(entry["at"]?.ToString(), CultureInfo.InvariantCulture, out var time)
                ? time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)
                : "";
            table.AddRow(new[] { at, Text("by"), Text("action"), Text("target"), Text("reason") }.Select(Markup.Escape).ToArray());

            string Text(string member) => entry[member]?.ToString() ?? "";
        }

        return table;
    }
}
