using System.Text.Json;

namespace PromptFunctions.UnitTests.Infra.Support;

/// <summary>What Bicep makes of <c>main.bicep</c>: the template that Azure gets. Compiled once for all tests.</summary>
internal static class CompiledTemplate
{
    private static readonly Lazy<(string Template, string Complaints)> Built = new(() => BicepCompiler.Build(InfraFiles.Main));

    private static readonly Lazy<JsonElement> Read = new(() => Text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(Text) : throw new InvalidOperationException(Complaints));

    private static readonly Lazy<IReadOnlyList<JsonElement>> Found = new(() => [.. Of(Root)]);

    /// <summary>All that the compiler and its linter said.</summary>
    public static string Complaints => Built.Value.Complaints;

    /// <summary>The whole template as text; empty where it does not compile.</summary>
    public static string Text => Built.Value.Template;

    /// <summary>The template.</summary>
    public static JsonElement Root => Read.Value;

    /// <summary>All resources that are deployed, those of modules too; what is only referred to is left out.</summary>
    public static IReadOnlyList<JsonElement> Resources => Found.Value;

    /// <summary>The resources of a type, which has to have some.</summary>
    public static IReadOnlyList<JsonElement> OfType(string type)
    {
        List<JsonElement> found = [.. Resources.Where(resource => resource.GetProperty("type").ValueEquals(type))];
        return found.Count > 0 ? found : throw new KeyNotFoundException($"The template has no {type}.");
    }

    private static IEnumerable<JsonElement> Of(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        foreach (var resource in resources.ValueKind == JsonValueKind.Array ? resources.EnumerateArray() : resources.EnumerateObject().Select(named => named.Value))
        {
            if (resource.TryGetProperty("existing", out var existing) && existing.GetBoolean()) continue;
            if (resource.GetProperty("type").ValueEquals("Microsoft.Resources/deployments"))
                foreach (var inner in Of(resource.GetProperty("properties").GetProperty("template"))) yield return inner;
            else
                yield return resource;
        }
    }
}
