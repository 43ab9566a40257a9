using PromptFunctions.Core.Diffs;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Diffs;

[Collection(ShortTime.Collection)]
public sealed class LineDiffSpeedTests
{
    [Fact]
    public void Two_hundred_thousand_lines_and_the_same_shuffled_are_compared_in_short_time()
    {
        string[] old = [.. Enumerable.Range(0, 200_000).Select(line => $"line {line}")];
        string[] @new = [.. old];
        new Random(1).Shuffle(@new);

        RequireEditsInShortTime(old, @new);
    }

    [Fact]
    public void Hundreds_of_thousands_of_short_lines_are_compared_in_short_time()
    {
        var random = new Random(1);
        string[] Lines() => [.. Enumerable.Range(0, 500_000).Select(line => line % 1000 == 0 ? $"{line}" : $"{(char)('a' + random.Next(4))}")];

        RequireEditsInShortTime(Lines(), Lines());
    }

    [Fact]
    public void Lines_that_only_become_unique_bit_by_bit_are_compared_in_short_time()
    {
        // Each cut leaves one more line that occurs once: x2 x1 x3 x2 x4 x3 …
        string[] Lines(string noise) => ["first" + noise, .. Enumerable.Range(1, 50_000).SelectMany(i => (string[])[$"x{i + 1}", noise, $"x{i}", noise]), "last" + noise];

        RequireEditsInShortTime(Lines("n"), Lines("m"));
    }

    private static void RequireEditsInShortTime(string[] old, string[] @new)
    {
        ShortTime.Require(() => LineDiff.Of(old, @new));
        LineDiffTests.RequireEdits(old, @new);
    }
}
