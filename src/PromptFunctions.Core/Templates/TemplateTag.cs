namespace PromptFunctions.Core.Templates;

/// <summary>One tag of a Handlebars template.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Words">Its words: names, paths, literals, <c>key=value</c> and parenthesised sub-expressions.</param>
/// <param name="BlockParameters">The names after <c>as |…|</c>.</param>
/// <param name="Start">Where it begins in the template.</param>
/// <param name="End">Where the text after it begins.</param>
public sealed record TemplateTag(TemplateTagKind Kind, IReadOnlyList<string> Words, IReadOnlyList<string> BlockParameters, int Start, int End)
{
    private const string OfPartialBlock = ">";

    /// <summary>Whether white space before it goes: <c>{{~</c>.</summary>
    public bool TrimsBefore { get; init; }

    /// <summary>Whether white space after it goes: <c>~}}</c>.</summary>
    public bool TrimsAfter { get; init; }

    /// <summary>What is wrong with the tag by itself; null where nothing is.</summary>
    public TemplateFault? Fault { get; init; }

    /// <summary>Whether it opens a block that a partial may include: <c>{{#> name}}</c>.</summary>
    public bool IsPartialBlock => Kind == TemplateTagKind.Open && Words is [['>', ..], ..];

    /// <summary>The word that names the partial, and those after it; null for a tag of another kind.</summary>
    public (string Name, IReadOnlyList<string> Arguments)? Partial => Kind == TemplateTagKind.Partial ? Named(0)
        : !IsPartialBlock ? null
        : Words[0] != OfPartialBlock ? (Unquoted(Words[0][1..]), [.. Words.Skip(1)])
        : Words.Count > 1 ? Named(1)
        : null;

    private (string Name, IReadOnlyList<string> Arguments) Named(int at) => (Unquoted(Words[at]), [.. Words.Skip(at + 1)]);

    private static string Unquoted(string name) => name is ['"', .., '"'] or ['\'', .., '\''] or ['[', .., ']'] ? name[1..^1] : name;
}
