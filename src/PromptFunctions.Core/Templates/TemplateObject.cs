using System.Text.Json;

namespace PromptFunctions.Core.Templates;

/// <summary>A caller's object. It is no <see cref="System.Collections.IEnumerable"/>, which a section would repeat.</summary>
/// <param name="source">What the caller wrote; undefined for the variables as a whole, which a template cannot write.</param>
/// <param name="members">Its members.</param>
internal sealed class TemplateObject(JsonElement source, IReadOnlyDictionary<string, object?> members) : ITemplateJson
{
    /// <summary>Its members.</summary>
    public IReadOnlyDictionary<string, object?> Members { get; } = members;

    /// <inheritdoc/>
    public string Json => source.ValueKind == JsonValueKind.Undefined ? "" : source.GetRawText();
}
