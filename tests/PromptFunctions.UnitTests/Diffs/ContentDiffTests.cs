using FsCheck.Fluent;
using PromptFunctions.Core.Diffs;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Diffs;

public sealed class ContentDiffTests
{
    [Fact]
    public void Identical_contents_have_no_diff()
    {
        var diff = Compare("a\nb", "a\nb");

        Assert.Equal((true, 0, 0, ""), (diff.Identical, diff.Added, diff.Removed, diff.Unified));
        Assert.Equal([new(DiffOperation.Equal, 1, 1, "a"), new(DiffOperation.Equal, 2, 2, "b")], diff.Lines);
    }

    [Fact]
    public void Lines_carry_their_numbers_on_both_sides()
    {
        var diff = Compare("a\nb\nc\n", "a\nB\nnew\nc\n");

        Assert.Equal((false, 2, 1), (diff.Identical, diff.Added, diff.Removed));
        Assert.Equal(
            [
                new(DiffOperation.Equal, 1, 1, "a"),
                new(DiffOperation.Delete, 2, null, "b"),
                new(DiffOperation.Insert, null, 2, "B"),
                new(DiffOperation.Insert, null, 3, "new"),
                new(DiffOperation.Equal, 3, 4, "c"),
            ],
            diff.Lines);
    }

    [Fact]
    public void A_missing_last_line_break_shows()
    {
        var diff = Compare("a\n", "a");

        Assert.Equal((false, 1, 1), (diff.Identical, diff.Added, diff.Removed));
    }

    [Fact]
    public void Lines_are_split_at_line_feeds_only()
    {
        var diff = Compare("a\r\nb\u2028c\u0085d\re", "a\r\nb\u2028c\u0085d\rE");

        Assert.Equal(["a\r", "b\u2028c\u0085d\re", "b\u2028c\u0085d\rE"], diff.Lines.Select(line => line.Text));
    }

    [Fact]
    public void The_lines_contain_both_texts() => Sampled.Each(Gen.Two(Inputs.Texts), pair =>
    {
        var (old, @new) = pair;
        var diff = Compare(old, @new);
        var from = diff.Lines.Where(line => line.Op != DiffOperation.Insert).ToList();
        var to = diff.Lines.Where(line => line.Op != DiffOperation.Delete).ToList();

        Assert.Equal(Lines(old), from.Select(line => line.Text));
        Assert.Equal(Enumerable.Range(1, from.Count), from.Select(line => line.From!.Value));
        Assert.Equal(Enumerable.Range(1, to.Count), to.Select(line => line.To!.Value));
        Assert.Equal(Lines(@new), to.Select(line => line.Text));
        Assert.Equal(diff.Added, diff.Lines.Count(line => line.Op == DiffOperation.Insert));
        Assert.Equal(diff.Removed, diff.Lines.Count(line => line.Op == DiffOperation.Delete));
        Assert.Equal(old == @new, diff.Identical);
    });

    [Fact]
    public void A_chats_lines_are_the_roles_and_the_messages_lines()
    {
        var diff = Compare(
            PromptContent.OfMessages([Message(ChatRole.System, "one\ntwo"), Message(ChatRole.User, "ask")]),
            PromptContent.OfMessages([Message(ChatRole.System, "one\n2"), Message(ChatRole.Developer, "ask")]));

        Assert.Equal(
            ["  system:", "  one", "- two", "- user:", "+ 2", "+ developer:", "  ask"],
            diff.Lines.Select(line => line.Op switch { DiffOperation.Delete => "- ", DiffOperation.Insert => "+ ", _ => "  " } + line.Text));
        Assert.Equal((2, 2), (diff.Added, diff.Removed));
    }

    [Fact]
    public void A_message_that_reads_like_a_role_is_no_role()
    {
        var diff = Compare(
            PromptContent.OfMessages([Message(ChatRole.User, "a"), Message(ChatRole.User, "b")]),
            PromptContent.OfMessages([Message(ChatRole.User, "a\nuser:\nb")]));

        Assert.False(diff.Identical);
        Assert.Equal((1, 1), (diff.Added, diff.Removed));
    }

    private static ContentDiff Compare(string old, string @new) => Compare(PromptContent.OfText(old), PromptContent.OfText(@new));

    private static ContentDiff Compare(PromptContent old, PromptContent @new) => ContentDiff.Of(ContentLines.Of(old), ContentLines.Of(@new), "old", "new");

    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines.SkipLast(1) : lines;
    }
}
