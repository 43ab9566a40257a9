using System.Globalization;
using System.Runtime.CompilerServices;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>What an interpolated string is taken for where markup is expected: literals as they are, values escaped.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupTemplate
{
    private readonly Markup markup;

    public MarkupTemplate(int literalLength, int formattedCount, Markup markup)
    {
        _ = (literalLength, formattedCount);
        this.markup = markup;
    }

    public void AppendLiteral(string literal) => markup.Raw(literal);

    public void AppendFormatted(string? value) => markup.Text(value ?? "");

    public void AppendFormatted(Markup value) => markup.Add(value);

    public void AppendFormatted(int value) => markup.Raw(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate: a hundredth of a pixel is enough.</summary>
    public void AppendFormatted(double value) => markup.Raw(Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture));
}
