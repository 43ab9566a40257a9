using System.Text.Json;

namespace PromptFunctions.Core.Templates;

/// <summary>Turns a caller's JSON into what templates see.</summary>
internal static class TemplateValues
{
    /// <summary>Those of a caller's variables that a template asks for.</summary>
    public static TemplateObject Of(IReadOnlyDictionary<string, JsonElement> variables, IEnumerable<string> names)
    {
        var members = new Dictionary<string, object?>();
        foreach (var name in names)
        {
            if (variables.TryGetValue(name, out var value)) members[name] = Of(value);
        }
        return new(default, members);
    }

    private static object? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value),
        JsonValueKind.Array => new TemplateList(value, [.. value.EnumerateArray().Select(Of)]),
        JsonValueKind.Object => Object(value),
        _ => null,
    };

    // As plain digits, with the decimals that were given; what no number of .NET can hold stays as it was written.
    private static object Number(JsonElement value) => value.TryGetDecimal(out var number) && (number != 0 || value.GetDouble() == 0)
        ? number
        : value.GetRawText();

    private static TemplateObject Object(JsonElement value)
    {
        var members = new Dictionary<string, object?>();
        foreach (var member in value.EnumerateObject()) members[member.Name] = Of(member.Value);
        return new(value, members);
    }
}
