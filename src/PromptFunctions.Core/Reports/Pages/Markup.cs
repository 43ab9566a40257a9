using System.Text;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>Writes markup. Only the literal parts of what is appended are markup: whatever is filled in is escaped.</summary>
internal sealed class Markup
{
    private readonly StringBuilder text = new();

    /// <summary>Appends markup with escaped values.</summary>
    public Markup Add([System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("")] MarkupTemplate template)
    {
        // The handler has written already.
        _ = template;
        return this;
    }

    /// <summary>Appends markup that was written before.</summary>
    public Markup Add(Markup other)
    {
        text.Append(other.text);
        return this;
    }

    /// <summary>Appends what is markup already.</summary>
    public void Raw(string markup) => text.Append(markup);

    /// <summary>Appends a text, with everything escaped that would be more than text.</summary>
    public void Text(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '&': text.Append("&amp;"); break;
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '"': text.Append("&quot;"); break;
                case '\'': text.Append("&#39;"); break;
                case '\t' or '\n' or '\r': text.Append(c); break;
                case var _ when char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]): text.Append(c).Append(value[++i]); break;
                // Neither XML nor people know what to do with these.
                case < ' ' or (>= '\ud800' and <= '\udfff') or '\ufffe' or '\uffff' or (>= '\u007f' and <= '\u009f'): text.Append('\ufffd'); break;
                default: text.Append(c); break;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
