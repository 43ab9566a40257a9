using System.Text.RegularExpressions;

namespace PromptFunctions.Core.Templates;

/// <summary>What stands in a tag besides its helper: paths, literals and sub-expressions.</summary>
internal static partial class TemplateExpression
{
    /// <summary>The helper that looks a member up by a name that is a value itself.</summary>
    public const string Lookup = "lookup";

    private const int DeepestExpression = 8;

    // Names that the library gives a meaning of its own, whatever their case.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "if", "unless", "each", "with", Lookup, "else", "helperMissing", "blockHelperMissing",
        TemplateHelpers.Lookup, TemplateHelpers.Each, TemplateHelpers.Section, TemplateHelpers.Given,
    };

    /// <summary>Whether a word is a path, such as <c>name</c>, <c>user.name</c>, <c>../name</c>, <c>this</c>, <c>@index</c> or <c>[a name]</c>.</summary>
    public static bool IsPath(string word) => PathForm().IsMatch(word);

    /// <summary>Whether a path is the bare name of a helper, and so cannot be that of a variable.</summary>
    public static bool IsReserved(string path) => Reserved.Contains(path.Trim('[', ']'));

    /// <summary>Whether a word can name a block parameter.</summary>
    public static bool IsPlainName(string word) => IsPath(word) && word.AsSpan().IndexOfAny("./[@") < 0 && !IsThis(word) && !IsLiteral(word) && !IsReserved(word);

    /// <summary>Whether a path is the scope itself.</summary>
    public static bool IsThis(string path) => path is "this" or "." or "./this";

    /// <summary>Whether a word is a text, a number, <c>true</c>, <c>false</c>, <c>null</c> or <c>undefined</c>.</summary>
    public static bool IsLiteral(string word) => LiteralForm().IsMatch(word);

    /// <summary>What is wrong with a word that stands for a value; null where nothing is.</summary>
    public static (string Code, string Message)? FaultOf(string word, int depth = 0)
    {
        if (word is not ['(', .. var inside, ')'])
        {
            return !IsPath(word) && !IsLiteral(word) ? (TemplateFaultCodes.MalformedTag, $"'{Shown(word)}' is neither a name nor a literal.")
                : word == "@root" ? (TemplateFaultCodes.WrongArguments, "@root is followed by a variable's name: @root.name.")
                : IsReserved(word) ? (TemplateFaultCodes.WrongArguments, $"'{word}' is a helper's name, so no variable can have it.")
                : null;
        }
        if (depth == DeepestExpression) return (TemplateFaultCodes.TooComplex, $"Expressions are nested deeper than {DeepestExpression}.");
        var words = TemplateScanner.Split(inside);
        if (words is not [var helper, .. var arguments]) return (TemplateFaultCodes.MalformedTag, "A sub-expression is empty.");
        if (helper != Lookup) return (TemplateFaultCodes.UnknownHelper, $"There is no helper '{Shown(helper)}'.");
        if (arguments.Length != 2) return (TemplateFaultCodes.WrongArguments, "lookup takes an object or list and a key.");
        return arguments.Select(argument => FaultOf(argument, depth + 1)).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>The key and the value of <c>key=value</c>; null for another word.</summary>
    public static (string Key, string Value)? Hash(string word) => HashForm().Match(word) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>What of a word may be shown: a template's text can be anything.</summary>
    public static string Shown(string word) => word.Length <= 40 ? word : word[..40] + "…";

    /// <summary>A path without steps outwards, or a literal, with dots alone: the library takes a slash for a step outwards.</summary>
    public static string Dotted(string word) => word[0] is '"' or '\'' ? word : Steps().Replace(word, step => step.Value == "/" ? "." : step.Value);

    [GeneratedRegex(@"^(?:\.\.|\.|(?:@(?:index|key|first|last|root)|(?:\.\./)*(?:\./)?(?:[\p{L}_$][\p{L}\p{Nd}_$-]*|\[[^\[\]{}\p{Cc}]+\]))(?:[./](?:[\p{L}\p{Nd}_$][\p{L}\p{Nd}_$-]*|\[[^\[\]{}\p{Cc}]+\]))*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PathForm();

    [GeneratedRegex("""^(?:"[^"\\]*"|'[^'\\]*'|-?[0-9]{1,15}(?:\.[0-9]{1,15})?|true|false|null|undefined)$""", RegexOptions.CultureInvariant)]
    private static partial Regex LiteralForm();

    [GeneratedRegex(@"^([\p{L}_][\p{L}\p{Nd}_-]*)=(.+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex HashForm();

    [GeneratedRegex(@"\[[^\]]*\]|/", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();
}
