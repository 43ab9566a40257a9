using System.Collections;
using System.Text.Json;

namespace PromptFunctions.Core.Templates;

/// <summary>A caller's list.</summary>
/// <param name="source">What the caller wrote.</param>
/// <param name="items">What is in it.</param>
internal sealed class TemplateList(JsonElement source, object?[] items) : ITemplateJson, IReadOnlyList<object?>
{
    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public string Json => source.GetRawText();

    /// <inheritdoc/>
    public object? this[int index] => items[index];

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
