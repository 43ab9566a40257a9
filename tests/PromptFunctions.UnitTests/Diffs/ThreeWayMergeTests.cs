using PromptFunctions.Core.Diffs;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Diffs;

public sealed class ThreeWayMergeTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n")]
    [InlineData("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n")]
    [InlineData("a\nb\nc\n", "new\na\nb\nc\n", "a\nb\nc\nend", "new\na\nb\nc\nend")]
    [InlineData("a\nb\nc\n", "a\nX\nc\n", "a\nX\nc\n", "a\nX\nc\n")]
    [InlineData("a\nb\nc\nd\n", "a\nX\nc\nD\n", "a\nX\nc\nd\n", "a\nX\nc\nD\n")]
    [InlineData("a\nb\nc", "a\nb\nc\n", "A\nb\nc", "A\nb\nc\n")]
    [InlineData("a\nb\n", "a\nb\n", "x\n", "x\n")]
    [InlineData("a\nb\n", "", "a\nb\n", null)]
    public void Changes_of_different_lines_are_both_taken(string @base, string main, string branch, string? merged)
    {
        var result = Merge(@base, main, branch);

        Assert.Equal(merged, result.Merged?.ToContent().Text);
        Assert.Equal(merged is null, result.Conflicts.Count > 0);
    }

    [Fact]
    public void Different_changes_of_the_same_lines_are_a_conflict()
    {
        var result = Merge("a\nb\nc\nd\ne\n", "a\nB1\nc\nd\ne\n", "a\nB2\nB3\nc\nd\nE\n");

        Assert.Null(result.Merged);
        Assert.Equal([new(2, "b\n", "B1\n", "B2\nB3\n")], result.Conflicts);
    }

    [Fact]
    public void Every_conflict_is_named()
    {
        var result = Merge("1\n2\n3\n4\n5", "one\n2\n3\n4\nfive", "uno\n2\n3\n4\ncinco");

        Assert.Equal([new(1, "1\n", "one\n", "uno\n"), new(5, "5", "five", "cinco")], result.Conflicts);
    }

    [Fact]
    public void Different_additions_at_the_same_place_are_a_conflict() =>
        Assert.Equal([new(2, "", "main\n", "branch\n")], Merge("a\nb\n", "a\nmain\nb\n", "a\nbranch\nb\n").Conflicts);

    [Fact]
    public void A_line_that_one_side_removed_and_the_other_changed_is_a_conflict() =>
        Assert.Equal([new(2, "b\n", "", "B\n")], Merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n").Conflicts);

    [Fact]
    public void A_merge_that_leaves_nothing_is_a_conflict()
    {
        var result = Merge("a\nb\nc\n", "a\nb\n", "c\n");

        Assert.Null(result.Merged);
        Assert.Equal([new(1, "a\nb\nc\n", "a\nb\n", "c\n")], result.Conflicts);
    }

    [Fact]
    public void A_side_without_changes_gives_way() => Sampled.Each(Inputs.Edited, texts =>
    {
        var (@base, one, _) = texts;

        Assert.Equal(one, Merge(@base, one, @base).Merged?.ToContent().Text);
        Assert.Equal(one, Merge(@base, @base, one).Merged?.ToContent().Text);
        Assert.Equal(one, Merge(@base, one, one).Merged?.ToContent().Text);
    });

    [Fact]
    public void It_does_not_matter_which_side_is_main() => Sampled.Each(Inputs.Edited, texts =>
    {
        var (@base, one, other) = texts;
        var (here, there) = (Merge(@base, one, other), Merge(@base, other, one));

        Assert.Equal(here.Merged?.ToContent().Text, there.Merged?.ToContent().Text);
        Assert.Equal(here.Conflicts, there.Conflicts.Select(conflict => new MergeConflict(conflict.Line, conflict.Base, conflict.Branch, conflict.Main)));
    }, times: 1000);

    [Fact]
    public void Whatever_merges_has_the_changes_of_both_sides() => Sampled.Each(Inputs.Edited, texts =>
    {
        var (@base, one, other) = texts;
        if (Merge(@base, one, other).Merged is not { } merged) return;
        var (lines, text) = (Lines(@base), Lines(merged.ToContent().Text!));

        foreach (var side in (string[])[one, other])
        {
            Assert.Empty(Lines(side).Except(lines).Except(text));
            Assert.Empty(lines.Except(Lines(side)).Intersect(text));
        }
    }, times: 1000);

    [Fact]
    public void Changes_of_different_messages_are_both_taken()
    {
        var result = Merge(
            [Message(ChatRole.System, "Be brief."), Message(ChatRole.User, "{{question}}")],
            [Message(ChatRole.System, "Be very brief."), Message(ChatRole.User, "{{question}}")],
            [Message(ChatRole.System, "Be brief."), Message(ChatRole.User, "{{question}}"), Message(ChatRole.Assistant, "Sure:")]);

        Assert.Equal(
            [Message(ChatRole.System, "Be very brief."), Message(ChatRole.User, "{{question}}"), Message(ChatRole.Assistant, "Sure:")],
            result.Merged!.ToContent().Messages);
    }

    [Fact]
    public void A_message_that_reads_like_a_role_stays_a_message()
    {
        var result = Merge(
            [Message(ChatRole.System, "Answer as:\nuser:\nassistant:"), Message(ChatRole.User, "{{question}}")],
            [Message(ChatRole.System, "Answer as:\nuser:\nassistant:"), Message(ChatRole.User, "{{question}}!")],
            [Message(ChatRole.System, "Reply as:\nuser:\nassistant:"), Message(ChatRole.User, "{{question}}")]);

        Assert.Equal(
            [Message(ChatRole.System, "Reply as:\nuser:\nassistant:"), Message(ChatRole.User, "{{question}}!")],
            result.Merged!.ToContent().Messages);
    }

    [Fact]
    public void Conflicts_of_a_chat_are_shown_as_people_read_it() => Assert.Equal(
        [new(1, "user:\na\n", "system:\nb\n", "assistant:\nc\n")],
        Merge([Message(ChatRole.User, "a")], [Message(ChatRole.System, "b")], [Message(ChatRole.Assistant, "c")]).Conflicts);

    [Fact]
    public void A_merge_that_would_empty_a_message_is_a_conflict()
    {
        var result = Merge([Message(ChatRole.User, "a\n\nb")], [Message(ChatRole.User, "a\n")], [Message(ChatRole.User, "\nb")]);

        Assert.Null(result.Merged);
        Assert.Single(result.Conflicts);
    }

    private static ThreeWayMerge.Result Merge(string @base, string main, string branch) =>
        ThreeWayMerge.Of(Of(PromptContent.OfText(@base)), Of(PromptContent.OfText(main)), Of(PromptContent.OfText(branch)));

    private static ThreeWayMerge.Result Merge(ChatMessage[] @base, ChatMessage[] main, ChatMessage[] branch) =>
        ThreeWayMerge.Of(Of(PromptContent.OfMessages(@base)), Of(PromptContent.OfMessages(main)), Of(PromptContent.OfMessages(branch)));

    private static ContentLines Of(PromptContent content) => ContentLines.Of(content);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
