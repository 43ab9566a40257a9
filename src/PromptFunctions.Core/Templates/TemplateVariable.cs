namespace PromptFunctions.Core.Templates;

/// <summary>A value that a template asks its caller for.</summary>
/// <param name="Name">Its top-level name.</param>
/// <param name="Required">Whether the template makes no sense without it.</param>
public sealed record TemplateVariable(string Name, bool Required);
