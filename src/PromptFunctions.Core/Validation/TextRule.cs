using System.Globalization;

namespace PromptFunctions.Core.Validation;

/// <summary>A content says something, in characters that people can see.</summary>
internal sealed class TextRule : IContentRule
{
    private const char Replacement = '\uFFFD';

    /// <inheritdoc/>
    public void Check(ValidationSubject subject, ValidationFindings findings)
    {
        foreach (var (number, template) in subject.Templates)
        {
            if (string.IsNullOrWhiteSpace(template)) findings.Error("empty-content", "There is nothing but white space.", number, 0);
            for (var i = 0; i < template.Length; i++) Character(template[i], number, i, findings);
        }
    }

    private static void Character(char c, int number, int offset, ValidationFindings findings)
    {
        if (c is >= ' ' and < '\u007F' or '\n' or '\r' or '\t') return;
        if (c == Replacement) findings.Error("invalid-character", "U+FFFD stands where text was not valid UTF-8.", number, offset);
        else if (char.IsControl(c)) findings.Error("control-character", string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4} is a control character."), number, offset);
        else if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
            findings.Warning("direction-control", string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4} changes the direction of text: what is read may not be what is seen."), number, offset);
    }
}
