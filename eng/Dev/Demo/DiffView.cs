using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PromptFunctions.Dev.Demo;

/// <summary>Shows the lines of <c>compare</c>: removed red, added green, and some unchanged ones around them.</summary>
internal static class DiffView
{
    private const int Context = 2;

    public static IRenderable Of(Exchange compare)
    {
        var lines = (compare["content", "lines"] as JsonArray ?? []).OfType<JsonNode>().ToList();
        var rows = new List<IRenderable>();
        var skipped = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines.Skip(i - Context).Take(Math.Min(i, Context) + 1 + Context).All(line => Op(line) == "equal"))
            {
                skipped = true;
                continue;
            }

            if (skipped)
                rows.Add(Gap());
            skipped = false;
            rows.Add(Row(lines[i]));
        }

        if (skipped)
            rows.Add(Gap());

        return new Panel(new Rows(rows))
            .Header($" {compare.Text("from", "version")} → {compare.Text("to", "version")} ").BorderColor(Color.Grey);
    }

    private static Text Gap() => new("  ⋮", new Style(Color.Grey));

    private static Text Row(JsonNode line) => Op(line) switch
    {
        "insert" => new Text($"+ {line["text"]}", new Style(Color.Green)),
        "delete" => new Text($"- {line["text"]}", new Style(Color.Red)),
        _ => new Text($"  {line["text"]}", new Style(Color.Grey)),
    };

    private static string Op(JsonNode line) => line["op"]?.ToString() ?? "";
}
