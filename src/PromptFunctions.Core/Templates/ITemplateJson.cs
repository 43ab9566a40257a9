namespace PromptFunctions.Core.Templates;

/// <summary>A caller's object or list.</summary>
internal interface ITemplateJson
{
    /// <summary>It as the caller wrote it.</summary>
    string Json { get; }
}
