namespace PromptFunctions.Core.Templates;

/// <summary>One tag of a Handlebars template.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Words">Its words: names, paths, literals, <c>key=value</c> and parenthesised sub-expressions.</param>
/// <param name="BlockParameters">The names after <c>as |…|</c>.</param>
public sealed record TemplateTag(TemplateTagKind Kind, IReadOnlyList<string> Words, IReadOnlyList<string> BlockParameters)
{
    private const string Comment = "--}}", TrimmedComment = "--~}}";

    /// <summary>The tags of a template in order, without comments and escaped ones; an unclosed tag ends it.</summary>
    public static IEnumerable<TemplateTag> In(string template)
    {
        for (var at = template.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = Find(template, "{{", at))
        {
            if (at > 0 && template[at - 1] == '\\' && (at < 2 || template[at - 2] != '\\'))
            {
                at += 2;
                continue;
            }
            var (close, start) = Delimiters(template, at);
            var end = template.IndexOf(close, start, StringComparison.Ordinal);
            if (close == Comment && (end < 0 ? template.IndexOf(TrimmedComment, start, StringComparison.Ordinal) : template.IndexOf(TrimmedComment, start, end - start, StringComparison.Ordinal)) is >= 0 and var trimmed)
                (close, end) = (TrimmedComment, trimmed);
            if (end < 0) yield break;
            if (template[start] != '!' && Parse(template[start..end]) is { } tag) yield return tag;
            at = end + close.Length;
        }
    }

    /// <summary>Splits an expression at white space, keeping quoted texts, segments and sub-expressions whole.</summary>
    public static IReadOnlyList<string> Split(string expression)
    {
        var words = new List<string>();
        int depth = 0, start = -1;
        var quote = '\0';
        for (var i = 0; i <= expression.Length; i++)
        {
            var c = i < expression.Length ? expression[i] : ' ';
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c is '(' or '[') depth++;
            else if (c is ')' or ']') depth--;
            var separates = i == expression.Length || (quote == '\0' && depth <= 0 && char.IsWhiteSpace(c));
            if (!separates && start < 0) start = i;
            else if (separates && start >= 0)
            {
                words.Add(expression[start..i]);
                start = -1;
            }
        }
        return words;
    }

    private static int Find(string template, string text, int from) =>
        from >= template.Length ? -1 : template.IndexOf(text, from, StringComparison.Ordinal);

    private static (string Close, int Start) Delimiters(string template, int at)
    {
        var rest = template.AsSpan(at);
        if (rest.StartsWith("{{{", StringComparison.Ordinal)) return ("}}}", at + 3);
        if (rest.StartsWith("{{!--", StringComparison.Ordinal) || rest.StartsWith("{{~!--", StringComparison.Ordinal))
            return (Comment, rest[2] == '~' ? at + 3 : at + 2);
        return ("}}", at + (rest.StartsWith("{{~", StringComparison.Ordinal) ? 3 : 2));
    }

    private static TemplateTag? Parse(string inside)
    {
        var text = inside.Trim().Trim('~').Trim();
        var kind = text.Length == 0 ? TemplateTagKind.Value : text[0] switch
        {
            '#' => TemplateTagKind.Open,
            '^' => TemplateTagKind.OpenInverted,
            '/' => TemplateTagKind.Close,
            '>' => TemplateTagKind.Partial,
            _ => TemplateTagKind.Value,
        };
        if (kind != TemplateTagKind.Value || text.StartsWith('&')) text = text[1..].TrimStart();
        string[] parameters = [];
        var marker = text.IndexOf(" as |", StringComparison.Ordinal);
        if (marker >= 0)
        {
            parameters = text[(marker + 5)..].TrimEnd('|', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            text = text[..marker];
        }
        var words = Split(text);
        if (kind == TemplateTagKind.OpenInverted && words.Count == 0) return new(TemplateTagKind.Else, [], []);
        if (kind == TemplateTagKind.Value && words is ["else", ..]) return new(TemplateTagKind.Else, [.. words.Skip(1)], []);
        return words.Count == 0 && kind != TemplateTagKind.Close ? null : new(kind, words, parameters);
    }
}
