using FsCheck.Fluent;
using PromptFunctions.Core.Diffs;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Diffs;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_diff_looks_as_diff_writes_it() => Assert.Equal(
        """
        --- p@1.0.0
        +++ p@1.0.1
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8
        @@ -14,3 +14,4 @@
         14
         15
         16
        +17
        \ No newline at end of file

        """,
        Unified(string.Concat(Enumerable.Range(1, 16).Select(i => $"{i}\n")), string.Concat(Enumerable.Range(1, 16).Select(i => i == 5 ? "five\n" : $"{i}\n")) + "17"));

    [Fact]
    public void Changes_with_up_to_six_lines_between_them_share_a_hunk()
    {
        string Text(string first, string second, int between) => $"{first}\n{string.Concat(Enumerable.Range(0, between).Select(i => $"{i}\n"))}{second}\n";

        Assert.Equal(1, Unified(Text("a", "b", 6), Text("A", "B", 6)).Split("@@ -").Length - 1);
        Assert.Equal(2, Unified(Text("a", "b", 7), Text("A", "B", 7)).Split("@@ -").Length - 1);
    }

    [Fact]
    public void The_program_patch_makes_the_new_text_of_the_old()
    {
        var examples = Gen.Two(Inputs.Texts);
        Sampled.Each(examples, pair => RequirePatched(pair.Item1, pair.Item2, Patch.Apply), times: 150);
    }

    [Fact]
    public void Every_line_of_a_diff_is_as_the_format_has_it() =>
        Sampled.Each(Gen.Two(Inputs.Texts), pair => RequirePatched(pair.Item1, pair.Item2, Patch.ApplyByHand), times: 3000);

    [Theory]
    [InlineData("", "a")]
    [InlineData("", "a\n")]
    [InlineData("a", "")]
    [InlineData("a\n", "")]
    [InlineData("a", "a\n")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a\nc")]
    [InlineData("a\r\nb\r\n", "a\r\nc\r\n")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("\n\n\n", "\n\n")]
    [InlineData("\n", "")]
    public void Line_endings_are_patched_too(string old, string @new)
    {
        RequirePatched(old, @new, Patch.Apply);
        RequirePatched(old, @new, Patch.ApplyByHand);
    }

    [Fact]
    public void Distant_changes_of_a_long_text_are_patched()
    {
        var random = new Random(1);
        var old = string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\n"));
        var @new = string.Concat(old.Split('\n').SkipLast(1).SelectMany(line => random.Next(50) switch { 0 => [], 1 => [line, "new"], _ => (string[])[line] }).Select(line => line + "\n"));

        RequirePatched(old, @new, Patch.Apply);
    }

    private static void RequirePatched(string old, string @new, Func<string, string, string> apply)
    {
        var diff = Unified(old, @new);
        if (old == @new) Assert.Equal("", diff);
        else Assert.Equal(@new, apply(old, diff));
    }

    private static string Unified(string old, string @new) =>
        ContentDiff.Of(ContentLines.Of(PromptContent.OfText(old)), ContentLines.Of(PromptContent.OfText(@new)), "p@1.0.0", "p@1.0.1").Unified;
}
