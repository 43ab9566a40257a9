using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Support;

/// <summary>Generated inputs that lie close together, so that what is equal, near or in conflict occurs often.</summary>
internal static class Inputs
{
    private static readonly string[] Labels =
    [
        "0", "1", "2", "9", "10", "11", "99", "100", "2147483647", "2147483648", "99999999999", "-", "--", "-0", "-1", "-01", "-2", "-10", "-2147483648",
        "-2147483649", "a", "A", "ab", "aB", "a-", "a0", "b", "rc", "RC", "rc-1", "1a", "1-", "0a", "z", "Z", "zz", "alpha", "beta", "concise",
    ];

    private static readonly string[] LineTexts = ["a", "b", "c", "", " ", "a ", "\t", "서울", "b\r", "\r", "-- x", "+++ y", "@@ -1 +1 @@", "\\ No newline at end of file"];

    /// <summary>Versions with releases close together and all kinds of labels, up to the longest text.</summary>
    public static Gen<VersionNumber> Versions { get; } =
        from release in Gen.Elements("0.0.0", "0.0.1", "0.1.0", "1.0.0", "1.0.2", "1.0.10", "1.2.0", "2.0.0", "2147483647.2147483647.2147483647")
        from labels in Gen.Frequency(
            (1, Gen.Constant<string[]>([])),
            (4, Gen.Choose(1, 3).SelectMany(count => Gen.Elements(Labels).ArrayOf(count))),
            (1, Gen.Choose(4, 60).SelectMany(count => Gen.Elements(Labels).ArrayOf(count))))
        select VersionNumber.Parse(Shortened(release, labels));

    /// <summary>Texts of some lines, with and without a final line break.</summary>
    public static Gen<string> Texts { get; } =
        from lines in Gen.Choose(0, 14).SelectMany(count => Gen.Elements(LineTexts).ArrayOf(count))
        from ended in Gen.Elements(true, false)
        select string.Join('\n', lines) + (ended && lines.Length > 0 ? "\n" : "");

    /// <summary>A text of distinct lines, and what a few random edits make of it, twice.</summary>
    public static Gen<(string Base, string One, string Other)> Edited { get; } =
        from count in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select EditTwice(count, new System.Random(seed));

    /// <summary>Any string, with surrogate pairs, control characters and halves of pairs.</summary>
    public static Gen<string> Strings { get; } =
        from pieces in Gen.Choose(0, 12).SelectMany(count => Gen.Elements("a", "é", "서", "😀", "\n", "\0", "\"", "\\", "\ud83d", "\ude00", "\u2028", " ").ArrayOf(count))
        select string.Concat(pieces);

    private static string Shortened(string release, string[] labels)
    {
        var text = release;
        for (var i = 0; i < labels.Length && text.Length + 1 + labels[i].Length <= VersionNumber.MaximumLength; i++) text += (i == 0 ? "-" : ".") + labels[i];
        return text;
    }

    private static (string, string, string) EditTwice(int count, System.Random random)
    {
        List<string> lines = [.. Enumerable.Range(1, count).Select(line => $"line {line}")];
        return (Join(lines), Edit(lines, random), Edit(lines, random));
    }

    private static string Edit(IEnumerable<string> lines, System.Random random)
    {
        List<string> edited = [.. lines];
        for (var edits = random.Next(3); edits > 0; edits--)
        {
            var at = random.Next(edited.Count);
            switch (random.Next(3))
            {
                case 0: edited.Insert(at, $"new {random.Next(3)}"); break;
                case 1 when edited.Count > 1: edited.RemoveAt(at); break;
                default: edited[at] = $"changed {random.Next(3)}"; break;
            }
        }
        return Join(edited);
    }

    private static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
