using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>Shows which version came from which.</summary>
internal static class VersionTree
{
    public static Tree Of(string prompt, IEnumerable<JsonNode> versions)
    {
        var byParent = versions.Reverse().ToLookup(version => version["parent"]?.ToString() ?? "");
        var tree = new Tree($"[bold]{Markup.Escape(prompt)}[/]");
        Grow(tree, byParent, "");
        return tree;
    }

    private static void Grow(IHasTreeNodes node, ILookup<string, JsonNode> byParent, string parent)
    {
        foreach (var version in byParent[parent])
        {
            var name = version["version"]!.ToString();
            var branch = version["branch"]?.ToString() is { } other and not "main" ? $" [grey]on {Markup.Escape(other)}[/]" : "";
            var child = node.AddNode($"[bold]{Markup.Escape(name)}[/] {Status(version)}{branch} [grey]{Markup.Escape(version["description"]?.ToString() ?? "")}[/]");
            Grow(child, byParent, name);
        }
    }

    private static string Status(JsonNode version) => version["status"]!.ToString() switch
    {
        "production" => "[green]production[/]",
        "testing" => "[yellow]testing[/]",
        "deprecated" => "[red]deprecated[/]",
        var other => $"[grey]{Markup.Escape(other)}[/]",
    };
}
