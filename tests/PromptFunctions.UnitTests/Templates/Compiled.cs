using System.Text.Json;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Templates;

/// <summary>Templates of tests, compiled and rendered.</summary>
internal static class Compiled
{
    // However slow the machine is: what has to end by its steps does not end by its time.
    private static readonly ManualClock Still = new(DateTimeOffset.UnixEpoch);

    public static TemplateNode Node(string template, params (string Name, TemplateNode Node)[] includes) =>
        new("main@1.0.0", PromptContent.OfText(template), includes.ToDictionary(include => include.Name, include => include.Node));

    public static string Render(string template, string json = "{}", params (string Name, TemplateNode Node)[] includes) => Render(Node(template, includes), json);

    public static string Render(TemplateNode node, string json = "{}") => Render(PromptTemplate.Compile(node), json);

    public static string Render(PromptTemplate template, string json) => template.Render(Variables(json), Still).Text!;

    public static Dictionary<string, JsonElement> Variables(string json) => Samples.Json(json).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
}
