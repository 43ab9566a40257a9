using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Rendering;

/// <summary>A content with all that it includes, as far as that could be found.</summary>
/// <param name="Node">The content.</param>
/// <param name="Faults">What could not be found, or must not be included.</param>
public sealed record LoadedTemplate(TemplateNode Node, IReadOnlyList<IncludeFault> Faults);
