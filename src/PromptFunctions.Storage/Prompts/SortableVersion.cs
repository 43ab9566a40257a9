using System.Globalization;
using System.Text;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Storage.Prompts;

/// <summary>
/// Versions as keys whose ordinal order is the reverse of the versions' own: a query lists the highest first. Versions
/// that the library calls equal have the same key.
/// </summary>
internal static class SortableVersion
{
    // In the order in which labels compare; a key takes the letter from the other end.
    private const string Alphabet = "-0123456789abcdefghijklmnopqrstuvwxyz";

    // What may follow in a pre-release, the higher first: another word, another number, or the end.
    private const char Word = '1', Positive = '2', Negative = '3', End = '4';

    // After a word's last letter: a longer word is higher, so it comes before.
    private const char EndOfWord = '~';

    public static string Encode(VersionNumber version)
    {
        var key = new StringBuilder();
        Number(key, version.Major);
        Number(key, version.Minor);
        Number(key, version.Patch);
        if (!version.IsPrerelease) return key.Append('0').ToString();
        key.Append('1');
        foreach (var label in version.Labels) Label(key, label);
        return key.Append(End).ToString();
    }

    private static void Label(StringBuilder key, string label)
    {
        // The library compares what fits an int as a number, also where a hyphen makes it negative.
        if (int.TryParse(label, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            LabelNumber(key, number);
            return;
        }
        key.Append(Word);
        foreach (var letter in label.ToLowerInvariant()) key.Append(Alphabet[^(Alphabet.IndexOf(letter, StringComparison.Ordinal) + 1)]);
        key.Append(EndOfWord);
    }

    // Few digits, because a version may have many labels: the longer number is the higher, below zero the lower.
    private static void LabelNumber(StringBuilder key, int number)
    {
        var digits = Math.Abs((long)number).ToString(CultureInfo.InvariantCulture);
        if (number < 0) key.Append(Negative).Append((char)('0' + digits.Length - 1)).Append(digits);
        else key.Append(Positive).Append((char)('0' + 10 - digits.Length)).Append([.. digits.Select(digit => (char)('9' - digit + '0'))]);
    }

    private static void Number(StringBuilder key, int number) => key.Append(CultureInfo.InvariantCulture, $"{int.MaxValue - number:D10}");
}
