using FsCheck.Fluent;
using PromptFunctions.Core.Diffs;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Diffs;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a b c", "a b c", 0, 0)]
    [InlineData("", "", 0, 0)]
    [InlineData("", "a b", 0, 2)]
    [InlineData("a b", "", 2, 0)]
    [InlineData("a b c", "a x c", 1, 1)]
    [InlineData("a b c", "a b c d", 0, 1)]
    [InlineData("a b c", "b c", 1, 0)]
    [InlineData("a b c a b b a", "c b a b a c", 3, 2)]
    public void As_few_lines_as_possible_change(string old, string @new, int removed, int added)
    {
        var edits = LineDiff.Of(Words(old), Words(@new));

        Assert.Equal((removed, added), (edits.Sum(edit => edit.Removed), edits.Sum(edit => edit.Added)));
    }

    [Fact]
    public void The_edits_turn_the_old_lines_into_the_new() => Sampled.Each(
        Gen.Two(Gen.Choose(0, 30).SelectMany(count => Gen.Elements("a", "b", "c", "d", "e").ArrayOf(count))), pair => RequireEdits(pair.Item1, pair.Item2), times: 2000);

    [Fact]
    public void The_edits_of_long_inputs_turn_the_old_lines_into_the_new()
    {
        var random = new Random(1);
        for (var distinct = 1; distinct <= 100_000; distinct *= 10)
        {
            string[] old = [.. Enumerable.Range(0, 6000).Select(_ => $"{random.Next(distinct)}")];
            string[] @new = [.. old.Where(_ => random.Next(10) > 0).SelectMany(line => random.Next(10) == 0 ? [line, $"{random.Next(distinct)}"] : (string[])[line])];

            RequireEdits(old, @new);
        }
    }

    [Fact]
    public void A_small_change_of_a_long_input_stays_small()
    {
        string[] old = [.. Enumerable.Range(0, 200_000).Select(line => $"line {line}")];
        string[] @new = [.. old.Take(50_000), "new", .. old.Skip(50_001).Take(100_000), .. old.Skip(150_002)];

        Assert.Equal([new Edit(50_000, 1, 50_000, 1), new Edit(150_001, 1, 150_001, 0)], LineDiff.Of(old, @new));
    }

    internal static void RequireEdits(string[] old, string[] @new)
    {
        var edits = LineDiff.Of(old, @new);
        var result = new List<string>();
        var at = 0;
        foreach (var edit in edits)
        {
            Assert.True(edit.Old >= at && edit.Removed + edit.Added > 0);
            result.AddRange(old[at..edit.Old]);
            Assert.Equal(result.Count, edit.New);
            result.AddRange(@new[edit.New..(edit.New + edit.Added)]);
            at = edit.Old + edit.Removed;
        }
        result.AddRange(old[at..]);
        Assert.True(@new.SequenceEqual(result));
        Assert.Equal(old.SequenceEqual(@new), edits.Count == 0);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
