using System.Globalization;

namespace PromptFunctions.Core.Reports.Charts;

/// <summary>Estimates how wide a text is drawn. SVG without a script cannot measure, so the estimate is on the wide side.</summary>
internal static class TextFit
{
    /// <summary>The width in pixels at a font size.</summary>
    public static double Width(string text, double size) => Elements(text).Sum(Ems) * size;

    /// <summary>A text, or its beginning and end with an ellipsis between where it is wider than the room.</summary>
    public static string Shorten(string text, double size, double room)
    {
        if (Width(text, size) <= room) return text;
        var elements = Elements(text).ToList();
        var left = room - (Ems("…") * size);
        int head = 0, tail = 0;
        // The end of a version tells more of them apart than the middle.
        while (head + tail < elements.Count)
        {
            var next = head <= tail ? elements[head] : elements[^(tail + 1)];
            left -= Ems(next) * size;
            if (left < 0) break;
            if (head <= tail) head++;
            else tail++;
        }
        return string.Concat([.. elements.Take(head), "…", .. elements.TakeLast(tail)]);
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) yield return elements.GetTextElement();
    }

    private static double Ems(string element) => element[0] switch
    {
        '.' or ',' or ':' or ';' or '|' or '\'' or 'i' or 'l' or 'j' or '!' or ' ' or '\u00a0' => 0.34,
        '-' or 'f' or 't' or 'r' or '(' or ')' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '…' or '@' => 1,
        >= 'A' and <= 'Z' => 0.72,
        < '\u1100' => 0.64,
        >= '\u2010' and < '\u2e80' => 0.84,
        _ => 1.05,
    };
}
