using System.Globalization;
using System.Text;

namespace PromptFunctions.Core.Templates;

/// <summary>
/// Writes a template that has no fault in the one form that Handlebars.Net reads as Handlebars defines it: it knows
/// neither <c>{{&amp;name}}</c> nor <c>{{^}}</c>, reads backslashes and single braces its own way, takes some names for
/// its own, and shows block parameters to partials.
/// </summary>
internal sealed class CanonicalTemplate
{
    private const string Nothing = "{{!}}", OneFurther = "../", This = "this";

    private readonly StringBuilder text;
    private readonly Stack<Block> blocks = new();
    private readonly string template;
    private readonly IReadOnlyDictionary<string, string> partials;
    private int parameters;

    private CanonicalTemplate(string template, IReadOnlyDictionary<string, string> partials) =>
        (this.template, this.partials, text) = (template, partials, new(template.Length + 64));

    /// <summary>The template in that form.</summary>
    /// <param name="template">The template.</param>
    /// <param name="partials">The name under which each partial is registered.</param>
    public static string Of(string template, IReadOnlyDictionary<string, string> partials)
    {
        var canonical = new CanonicalTemplate(template, partials);
        var at = 0;
        foreach (var tag in TemplateScanner.Tags(template))
        {
            canonical.Static(template.AsSpan(at, tag.Start - at), beforeTag: true);
            canonical.Tag(tag);
            at = tag.End;
        }
        canonical.Static(template.AsSpan(at), beforeTag: false);
        return canonical.text.ToString();
    }

    private void Static(ReadOnlySpan<char> part, bool beforeTag)
    {
        while (true)
        {
            var start = part.IndexOf('\\');
            if (start < 0)
            {
                text.Append(part);
                return;
            }
            text.Append(part[..start]);
            var length = part[start..].IndexOfAnyExcept('\\');
            var isLast = length < 0;
            if (isLast) length = part.Length - start;
            var rest = part[(start + length)..];
            // One of those before a tag says that the tag is one.
            if (isLast && beforeTag) Backslashes(length - 1);
            else if (length == 1 && rest.StartsWith("{{")) text.Append('\\');
            else if (rest.StartsWith('{')) Backslashes(length);
            else text.Append('\\', length);
            part = rest;
            if (text.Length > 0 && text[^1] == '\\' && part.StartsWith("{{"))
            {
                // Braces that are text, and the one that may follow them.
                text.Append("{{");
                part = part[2..];
            }
        }
    }

    // Two before a tag are one; the tag is none.
    private void Backslashes(int count)
    {
        for (; count > 0; count--) text.Append(@"\\").Append(Nothing);
    }

    private void Tag(TemplateTag tag)
    {
        if (tag.Kind == TemplateTagKind.Comment && tag.TrimsAfter && !tag.TrimsBefore) text.Length -= Indentation(tag);
        text.Append(tag.TrimsBefore ? "{{~" : "{{");
        switch (tag.Kind)
        {
            // The library takes the tilde for a part of the comment.
            case TemplateTagKind.Comment when tag.TrimsAfter:
                text.Append(TemplateHelpers.Lookup).Append(" \"\" \"\"");
                break;
            case TemplateTagKind.Comment:
                text.Append('!');
                break;
            case TemplateTagKind.Value when tag.Words.Count > 1:
                Call(tag.Words);
                break;
            case TemplateTagKind.Value when tag.Words[0] is ['(', .. var inside, ')']:
                Call(TemplateScanner.Split(inside));
                break;
            case TemplateTagKind.Value:
                Word(tag.Words[0]);
                break;
            case TemplateTagKind.Open or TemplateTagKind.OpenInverted:
                Open(tag);
                break;
            case TemplateTagKind.Else:
                text.Append("else");
                // The other case knows no item.
                blocks.Push(blocks.Pop() with { Parameters = [] });
                if (tag.Words.Count > 0) Word(tag.Words[1], " if ");
                break;
            case TemplateTagKind.Close:
                text.Append('/').Append(blocks.Pop().Helper);
                break;
            default:
                Partial(tag);
                break;
        }
        text.Append(tag.TrimsAfter ? "~}}" : "}}");
    }

    /// <summary>How much white space precedes a tag that has a line of its own.</summary>
    private int Indentation(TemplateTag tag)
    {
        var before = template.AsSpan(0, tag.Start);
        var after = template.AsSpan(tag.End).TrimStart(" \t");
        var line = before.TrimEnd(" \t");
        var isAlone = (line.IsEmpty || line[^1] == '\n') && (after.IsEmpty || after[0] == '\n' || after.StartsWith("\r\n"));
        return isAlone ? before.Length - line.Length : 0;
    }

    private void Open(TemplateTag tag)
    {
        var isHelper = TemplateSyntax.IsHelper(tag.Words[0]);
        var helper = !isHelper ? TemplateHelpers.Section : tag.Words[0] == "each" ? TemplateHelpers.Each : tag.Words[0];
        text.Append(tag.Kind == TemplateTagKind.Open ? '#' : '^').Append(helper);
        Word(tag.Words[isHelper ? 1 : 0], " ");
        var names = new Dictionary<string, string>();
        foreach (var parameter in tag.BlockParameters)
        {
            // A name of its own is not seen by partials, and not confused with one in other case.
            text.Append(names.Count == 0 ? " as |" : " ").Append(names[parameter] = string.Create(CultureInfo.InvariantCulture, $"pf-{parameters++}"));
        }
        if (names.Count > 0) text.Append('|');
        blocks.Push(new(helper, names));
    }

    private void Partial(TemplateTag tag)
    {
        var (name, arguments) = tag.Partial!.Value;
        text.Append("> ").Append(partials[name]);
        if (arguments.Count == 0 || TemplateExpression.IsThis(arguments[0])) return;
        if (TemplateExpression.Hash(arguments[0]) is null)
        {
            Word(arguments[0], " ");
            return;
        }
        text.Append(" (").Append(TemplateHelpers.Given);
        foreach (var (key, value) in arguments.Select(argument => TemplateExpression.Hash(argument)!.Value)) Word(value, $" \"{key}\" ");
        text.Append(')');
    }

    private void Call(IReadOnlyList<string> words)
    {
        text.Append(TemplateHelpers.Lookup);
        foreach (var argument in words.Skip(1)) Word(argument, " ");
    }

    private void Word(string word, string before = "")
    {
        text.Append(before);
        if (word is ['(', .. var inside, ')'])
        {
            text.Append('(');
            Call(TemplateScanner.Split(inside));
            text.Append(')');
        }
        else text.Append(TemplateExpression.IsLiteral(word) || word[0] == '@' ? TemplateExpression.Dotted(word) : Path(word));
    }

    // Every name is written as a member of a scope: alone, some would be the library's own.
    private string Path(string path)
    {
        if (path == "..") return OneFurther + This;
        var outwards = 0;
        while (path.AsSpan(outwards).StartsWith(OneFurther)) outwards += OneFurther.Length;
        var (scope, member) = (path[..outwards], path[outwards..]);
        if (TemplateExpression.IsThis(member)) return scope + This;
        if (member.StartsWith("./", StringComparison.Ordinal)) member = member[2..];
        else if (outwards == 0 && Parameter(member) is { } parameter) return parameter;
        member = TemplateExpression.Dotted(member);
        return scope + (member.StartsWith("this.", StringComparison.Ordinal) || member == This ? member : $"this.{member}");
    }

    private string? Parameter(string path)
    {
        var dotted = TemplateExpression.Dotted(path);
        var end = dotted[0] == '[' ? dotted.IndexOf(']', StringComparison.Ordinal) + 1 : dotted.IndexOf('.', StringComparison.Ordinal);
        var name = (end > 0 ? dotted[..end] : dotted).Trim('[', ']');
        foreach (var block in blocks)
        {
            if (block.Parameters.TryGetValue(name, out var parameter)) return end > 0 ? parameter + dotted[end..] : parameter;
        }
        return null;
    }

    /// <param name="Helper">What it was opened by.</param>
    /// <param name="Parameters">Its parameters, and what they are called instead.</param>
    private sealed record Block(string Helper, Dictionary<string, string> Parameters);
}
