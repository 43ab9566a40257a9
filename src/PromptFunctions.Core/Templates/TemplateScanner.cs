using System.Text.RegularExpressions;

namespace PromptFunctions.Core.Templates;

/// <summary>Finds the tags of Handlebars templates.</summary>
public static partial class TemplateScanner
{
    private const string Open = "{{", Close = "}}", Comment = "--}}", TrimmedComment = "--~}}";

    /// <summary>The tags of a template in order, without escaped ones; an unclosed tag is the last.</summary>
    public static IEnumerable<TemplateTag> Tags(string template)
    {
        for (var at = Find(template, Open, 0); at >= 0; at = Find(template, Open, at))
        {
            if (IsEscaped(template, at))
            {
                at += Open.Length;
                continue;
            }
            var tag = TagAt(template, at);
            yield return tag;
            at = tag.End;
        }
    }

    /// <summary>Whether the braces are meant as such: a backslash precedes them, and no second one.</summary>
    public static bool IsEscaped(string template, int at) => at > 0 && template[at - 1] == '\\' && (at < 2 || template[at - 2] != '\\');

    /// <summary>Splits an expression at white space, keeping quoted texts, segments and sub-expressions whole.</summary>
    public static string[] Split(string expression) => Split(expression, out _);

    /// <summary>Splits an expression, and tells whether all that it opens is closed.</summary>
    public static string[] Split(string expression, out bool isBalanced)
    {
        var words = new List<string>();
        int depth = 0, start = -1;
        var quote = '\0';
        isBalanced = true;
        for (var i = 0; i <= expression.Length; i++)
        {
            var c = i < expression.Length ? expression[i] : ' ';
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c is '(' or '[') depth++;
            else if (c is ')' or ']') isBalanced &= --depth >= 0;
            var separates = i == expression.Length || (quote == '\0' && depth <= 0 && char.IsWhiteSpace(c));
            if (!separates && start < 0) start = i;
            else if (separates && start >= 0)
            {
                words.Add(expression[start..i]);
                start = -1;
            }
        }
        isBalanced &= depth == 0 && quote == '\0';
        return [.. words];
    }

    private static TemplateTag TagAt(string template, int at)
    {
        var rest = template.AsSpan(at);
        if (rest.StartsWith("{{{{"))
            return Unreadable(at, at + 4, TemplateFaultCodes.UnsupportedTag, "Raw blocks are not supported: write \\{{ where braces are meant.");
        if (rest.StartsWith("{{!--") || rest.StartsWith("{{~!--")) return LongComment(template, at);
        var isTriple = rest.StartsWith("{{{");
        var start = at + (isTriple ? 3 : 2);
        var close = Find(template, isTriple ? "}}}" : Close, start);
        if (close < 0) return Unreadable(at, template.Length, TemplateFaultCodes.UnclosedTag, "The tag is never closed.");
        var end = close + (isTriple ? 3 : 2);
        var tag = Closed(Read(template[start..close], at, end), template);
        return !isTriple || tag.Kind is TemplateTagKind.Value or TemplateTagKind.Unreadable || tag.Fault is not null
            ? tag
            : tag with { Fault = new(TemplateFaultCodes.MalformedTag, "Three braces are for values. If the first one is text, put a space after it.", at) };
    }

    private static TemplateTag Closed(TemplateTag tag, string template) =>
        tag.Fault is null && tag.End < template.Length && template[tag.End] == '}'
            ? tag with { Fault = new(TemplateFaultCodes.MalformedTag, "The tag is closed by more braces than it was opened by. If the last one is text, put a space before it.", tag.Start) }
            : tag;

    private static TemplateTag LongComment(string template, int at)
    {
        // The dashes that open it may be those that close it: {{!--}}.
        var start = at + (template[at + 2] == '~' ? 4 : 3);
        var (end, length) = (Find(template, Comment, start), Comment.Length);
        if (Find(template, TrimmedComment, start) is >= 0 and var trimmed && (end < 0 || trimmed < end)) (end, length) = (trimmed, TrimmedComment.Length);
        return end < 0
            ? Unreadable(at, template.Length, TemplateFaultCodes.UnclosedTag, "The comment is never closed.")
            : Closed(new(TemplateTagKind.Comment, [], [], at, end + length) { TrimsBefore = template[at + 2] == '~', TrimsAfter = length == TrimmedComment.Length }, template);
    }

    private static TemplateTag Read(string inside, int start, int end)
    {
        var (before, after) = (inside is ['~', ..], inside is [.., '~'] and not "~");
        var text = inside[(before ? 1 : 0)..(after ? ^1 : ^0)].Trim();
        var kind = text is "" or "~" ? TemplateTagKind.Unreadable : text[0] switch
        {
            '#' => TemplateTagKind.Open,
            '^' => TemplateTagKind.OpenInverted,
            '/' => TemplateTagKind.Close,
            '>' => TemplateTagKind.Partial,
            '!' => TemplateTagKind.Comment,
            _ => TemplateTagKind.Value,
        };
        if (kind == TemplateTagKind.Comment) return new(kind, [], [], start, end) { TrimsBefore = before, TrimsAfter = after };
        if (kind is not (TemplateTagKind.Value or TemplateTagKind.Unreadable) || text.StartsWith('&')) text = text[1..].TrimStart();
        string[] parameters = [];
        var isNamed = true;
        if (Parameters().Match(text) is { Success: true } marker)
        {
            var names = text[(marker.Index + marker.Length)..];
            parameters = names.TrimEnd('|').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            isNamed = names.EndsWith('|') && parameters.Length > 0;
            text = text[..marker.Index];
        }
        var words = Split(text, out var isBalanced);
        if (kind == TemplateTagKind.OpenInverted && words.Length == 0) kind = TemplateTagKind.Else;
        if (kind == TemplateTagKind.Value && words is ["else", .. var rest]) (kind, words) = (TemplateTagKind.Else, rest);
        if (words.Length == 0 && kind is not (TemplateTagKind.Close or TemplateTagKind.Else)) kind = TemplateTagKind.Unreadable;
        var fault = kind == TemplateTagKind.Unreadable ? "The tag is empty."
            : !isBalanced ? "A quote, bracket or parenthesis in the tag is not closed."
            : !isNamed ? "Block parameters are written as |name|."
            : null;
        return new(kind, words, parameters, start, end)
        {
            TrimsBefore = before,
            TrimsAfter = after,
            Fault = fault is null ? null : new(TemplateFaultCodes.MalformedTag, fault, start),
        };
    }

    private static TemplateTag Unreadable(int start, int end, string code, string message) =>
        new(TemplateTagKind.Unreadable, [], [], start, end) { Fault = new(code, message, start) };

    private static int Find(string template, string text, int from) =>
        from >= template.Length ? -1 : template.IndexOf(text, from, StringComparison.Ordinal);

    [GeneratedRegex(@"\sas\s+\|", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parameters();
}
