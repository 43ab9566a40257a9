using System.Text;
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
        "if", "unless", "each", "with", Lookup, "else", "helperMissing", "blockHelperMissing", TemplateEngine.LookupHelper,
    };

    /// <summary>Whether a word is a path, such as <c>name</c>, <c>user.name</c>, <c>../name</c>, <c>this</c>, <c>@index</c> or <c>[a name]</c>.</summary>
    public static bool IsPath(string word) => PathForm().IsMatch(word);

    /// <summary>Whether a path is the bare name of a helper, and so cannot be that of a variable.</summary>
    public static bool IsReserved(string path) => Reserved.Contains(path.Trim('[', ']'));

    /// <summary>Whether a word is a text, a number, <c>true</c>, <c>false</c>, <c>null</c> or <c>undefined</c>.</summary>
    public static bool IsLiteral(string word) => LiteralForm().IsMatch(word);

    /// <summary>What is wrong with a word that stands for a value; null where nothing is.</summary>
    public static (string Code, string Message)? FaultOf(string word, int depth = 0)
    {
        if (word is not ['(', .. var inside, ')'])
        {
            return !IsPath(word) && !IsLiteral(word) ? (TemplateFaultCodes.MalformedTag, $"'{Shown(word)}' is neither a name nor a literal.")
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

    /// <summary>Writes a word that has no fault as the library reads it.</summary>
    public static void Write(StringBuilder text, string word)
    {
        if (word is ['(', .. var inside, ')'])
        {
            var words = TemplateScanner.Split(inside);
            text.Append('(').Append(TemplateEngine.LookupHelper);
            foreach (var argument in words.Skip(1)) Write(text.Append(' '), argument);
            text.Append(')');
        }
        else text.Append(IsLiteral(word) ? word : Dotted(word));
    }

    /// <summary>What of a word may be shown: a template's text can be anything.</summary>
    public static string Shown(string word) => word.Length <= 40 ? word : word[..40] + "…";

    // The library takes a slash within a path for a step outwards.
    private static string Dotted(string path)
    {
        var outwards = 0;
        while (path.AsSpan(outwards).StartsWith("../")) outwards += 3;
        if (path.AsSpan(outwards).StartsWith("./")) outwards += 2;
        return path[..outwards] + Steps().Replace(path[outwards..], step => step.Value == "/" ? "." : step.Value);
    }

    [GeneratedRegex(@"^(?:\.\.|\.|(?:\.\./)*(?:\./)?(?:@?[\p{L}_$][\p{L}\p{Nd}_$-]*|\[[^\[\]{}]+\])(?:[./](?:[\p{L}\p{Nd}_$][\p{L}\p{Nd}_$-]*|\[[^\[\]{}]+\]))*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PathForm();

    [GeneratedRegex("""^(?:"[^"]*"|'[^']*'|-?[0-9]{1,15}(?:\.[0-9]{1,15})?|true|false|null|undefined)$""", RegexOptions.CultureInvariant)]
    private static partial Regex LiteralForm();

    [GeneratedRegex(@"^([\p{L}_][\p{L}\p{Nd}_-]*)=(.+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex HashForm();

    [GeneratedRegex(@"\[[^\]]*\]|/", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();
}
