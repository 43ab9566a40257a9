using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>A content, and the prompts that its templates include.</summary>
public sealed class ParsedContent(PromptContent content)
{
    /// <summary>The content.</summary>
    public PromptContent Content { get; } = content;

    /// <summary>The prompts that its templates include, in the order of first use.</summary>
    public IReadOnlyList<string> Partials { get; } = TemplateNode.Partials(content.Templates);
}
