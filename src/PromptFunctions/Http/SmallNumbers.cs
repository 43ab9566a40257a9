using System.Globalization;

namespace PromptFunctions.Http;

/// <summary>The texts of small numbers, made once: the hot path writes one in each answer.</summary>
internal static class SmallNumbers
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 61).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public static string Text(int number) => number >= 0 && number < Texts.Length ? Texts[number] : number.ToString(CultureInfo.InvariantCulture);
}
