using PromptFunctions.Core.Rendering;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Validation;

/// <summary>A version that is looked at, with all that belongs to it.</summary>
/// <param name="Type">What its prompt is for.</param>
/// <param name="Version">The version.</param>
/// <param name="Content">Its content.</param>
/// <param name="Loaded">The content with what it includes.</param>
/// <param name="Variables">What callers supply, as far as it can be told.</param>
/// <param name="Live">The live version; null where nothing is, or where this one is.</param>
internal sealed record ValidationSubject(
    string Type, VersionRecord Version, PromptContent Content, LoadedTemplate Loaded, IReadOnlyList<TemplateVariable> Variables, VersionRecord? Live)
{
    /// <summary>The content's templates with their numbers.</summary>
    public IEnumerable<(int Number, string Template)> Templates => Content.Templates.Select((template, number) => (number, template));
}
