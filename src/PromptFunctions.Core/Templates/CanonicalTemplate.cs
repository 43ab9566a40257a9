using System.Text;

namespace PromptFunctions.Core.Templates;

/// <summary>
/// Writes a template that has no fault in the one form that Handlebars.Net reads as Handlebars defines it: it knows
/// neither <c>{{&amp;name}}</c> nor <c>{{^}}</c>, and reads backslashes and single braces its own way.
/// </summary>
internal static class CanonicalTemplate
{
    private const string Nothing = "{{!}}";

    /// <summary>The template in that form.</summary>
    /// <param name="template">The template.</param>
    /// <param name="partials">The name under which each partial is registered.</param>
    public static string Of(string template, IReadOnlyDictionary<string, string> partials)
    {
        var text = new StringBuilder(template.Length + 64);
        var at = 0;
        var sections = new Stack<string>();
        foreach (var tag in TemplateScanner.Tags(template))
        {
            Static(text, template.AsSpan(at, tag.Start - at), beforeTag: true);
            Tag(text, tag, partials, sections);
            at = tag.End;
            // The library would take a brace that follows for the tag's own.
            if (at < template.Length && template[at] == '}') text.Append(Nothing);
        }
        Static(text, template.AsSpan(at), beforeTag: false);
        return text.ToString();
    }

    private static void Static(StringBuilder text, ReadOnlySpan<char> part, bool beforeTag)
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
            if (isLast && beforeTag) Backslashes(text, length - 1);
            else if (length == 1 && rest.StartsWith("{{")) text.Append('\\');
            else if (rest.StartsWith('{')) Backslashes(text, length);
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
    private static void Backslashes(StringBuilder text, int count)
    {
        for (; count > 0; count--) text.Append(@"\\").Append(Nothing);
    }

    private static void Tag(StringBuilder text, TemplateTag tag, IReadOnlyDictionary<string, string> partials, Stack<string> sections)
    {
        text.Append(tag.TrimsBefore ? "{{~" : "{{");
        switch (tag.Kind)
        {
            case TemplateTagKind.Comment:
                text.Append('!');
                break;
            case TemplateTagKind.Value when tag.Words.Count > 1:
                text.Append(TemplateEngine.LookupHelper);
                foreach (var word in tag.Words.Skip(1)) TemplateExpression.Write(text.Append(' '), word);
                break;
            case TemplateTagKind.Value when tag.Words[0] is ['(', .. var inside, ')']:
                text.Append(TemplateEngine.LookupHelper);
                foreach (var word in TemplateScanner.Split(inside).Skip(1)) TemplateExpression.Write(text.Append(' '), word);
                break;
            case TemplateTagKind.Value:
                TemplateExpression.Write(text, tag.Words[0]);
                break;
            case TemplateTagKind.Open or TemplateTagKind.OpenInverted:
                Open(text, tag, sections);
                break;
            case TemplateTagKind.Else:
                text.Append("else");
                if (tag.Words.Count > 0) TemplateExpression.Write(text.Append(" if "), tag.Words[1]);
                break;
            case TemplateTagKind.Close:
                text.Append('/').Append(sections.Pop());
                break;
            default:
                Partial(text, tag, partials);
                break;
        }
        text.Append(tag.TrimsAfter ? "~}}" : "}}");
    }

    private static void Open(StringBuilder text, TemplateTag tag, Stack<string> sections)
    {
        text.Append(tag.Kind == TemplateTagKind.Open ? '#' : '^');
        var name = new StringBuilder();
        if (TemplateSyntax.IsHelper(tag.Words[0])) name.Append(tag.Words[0]);
        else TemplateExpression.Write(name, tag.Words[0]);
        sections.Push(name.ToString());
        text.Append(name);
        foreach (var word in tag.Words.Skip(1)) TemplateExpression.Write(text.Append(' '), word);
        if (tag.BlockParameters.Count > 0) text.Append(" as |").AppendJoin(' ', tag.BlockParameters).Append('|');
    }

    private static void Partial(StringBuilder text, TemplateTag tag, IReadOnlyDictionary<string, string> partials)
    {
        var (name, arguments) = tag.Partial!.Value;
        text.Append("> ").Append(partials[name]);
        foreach (var argument in arguments)
        {
            text.Append(' ');
            if (TemplateExpression.Hash(argument) is var (key, value)) TemplateExpression.Write(text.Append(key).Append('='), value);
            else TemplateExpression.Write(text, argument);
        }
    }
}
