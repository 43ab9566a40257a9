using System.Text.Json;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Texts of a request, read where they stand.</summary>
internal static class JsonTexts
{
    /// <summary>The text that the reader stands on, a value or a name; one with escapes is written out. False where it has half of a surrogate pair.</summary>
    public static bool TryGet(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        if (!reader.ValueIsEscaped)
        {
            text = reader.ValueSpan;
            return true;
        }
        var unescaped = new byte[reader.ValueSpan.Length];
        try
        {
            text = unescaped.AsSpan(0, reader.CopyString(unescaped));
            return true;
        }
        catch (InvalidOperationException)
        {
            text = default;
            return false;
        }
    }

    /// <summary>A text of the sender's in a message: its beginning.</summary>
    public static string Shown(string text) => text.Length <= 64 ? text : text[..(char.IsHighSurrogate(text[63]) ? 63 : 64)] + "…";
}
