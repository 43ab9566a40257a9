using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Versions;

public sealed class PromptContentTests
{
    [Theory]
    [InlineData("hello", "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")]
    [InlineData("서울\n", null)]
    [InlineData("line\r\n", null)]
    public void A_texts_hash_is_that_of_its_bytes(string text, string? hash) =>
        Assert.Equal(hash ?? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), PromptContent.OfText(text).Hash);

    [Fact]
    public void A_chat_is_hashed_as_canonical_json()
    {
        var chat = PromptContent.OfMessages([Message(ChatRole.System, "Be brief."), Message(ChatRole.User, "{{질문}} \"x\" \\ / \n\t\u0001\u007f€😀")]);

        // RFC 8785: members in order of their names, no white space, only what JSON demands is escaped.
        const string Canonical = """[{"content":"Be brief.","role":"system"},{"content":"{{질문}} \"x\" \\ / \n\t\u0001""" + "\u007f" + """€😀","role":"user"}]""";
        Assert.Equal(Canonical, Encoding.UTF8.GetString(chat.Bytes.Span));
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical))), chat.Hash);
    }

    [Fact]
    public void Every_role_has_its_name() => Assert.Equal(
        """[{"content":"x","role":"system"},{"content":"x","role":"developer"},{"content":"x","role":"user"},{"content":"x","role":"assistant"},{"content":"x","role":"tool"}]""",
        Encoding.UTF8.GetString(PromptContent.OfMessages([.. Enum.GetValues<ChatRole>().Select(role => Message(role, "x"))]).Bytes.Span));

    [Fact]
    public void What_was_stored_is_read_as_it_was() => Sampled.Each(Inputs.Strings, text =>
    {
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var (plain, chat) = (PromptContent.OfText(valid), PromptContent.OfMessages([Message(ChatRole.User, valid), Message(ChatRole.Tool, text.Length == 0 ? "-" : valid)]));

        var readPlain = PromptContent.OfBytes(ContentFormat.Text, plain.Bytes.Span);
        var readChat = PromptContent.OfBytes(ContentFormat.Chat, chat.Bytes.Span);

        Assert.Equal((valid, plain.Hash), (readPlain.Text, readPlain.Hash));
        Assert.Equal(chat.Messages, readChat.Messages);
        Assert.Equal(chat.Hash, readChat.Hash);
        Assert.Equal(valid, JsonSerializer.Deserialize<JsonElement>(chat.Bytes.Span)[0].GetProperty("content").GetString());
    });

    [Fact]
    public void The_same_words_as_text_and_as_chat_differ() =>
        Assert.NotEqual(PromptContent.OfText("x").Hash, PromptContent.OfMessages([Message(ChatRole.User, "x")]).Hash);

    [Fact]
    public void The_templates_are_the_text_or_each_message()
    {
        Assert.Equal(["x"], PromptContent.OfText("x").Templates);
        Assert.Equal(["a", "b"], PromptContent.OfMessages([Message(ChatRole.User, "a"), Message(ChatRole.User, "b")]).Templates);
    }

    [Fact]
    public void Nothing_is_only_accepted_where_nothing_is_required()
    {
        Assert.Null(PromptContent.OfRequest(null, null, required: false));
        Assert.Equal(["content"], Refused(null, null).Errors!.Keys);
    }

    [Fact]
    public void Both_forms_at_once_are_refused() => Assert.Equal(ProblemCodes.InvalidRequest, Refused("x", [Message(ChatRole.User, "x")]).Problem);

    [Fact]
    public void Empty_content_is_refused()
    {
        Assert.Equal(["content"], Refused("", null).Errors!.Keys);
        Assert.Equal(["messages"], Refused(null, []).Errors!.Keys);
        Assert.Equal(["messages[1].content", "messages[2].content"], Refused(null, [Message(ChatRole.User, "x"), Message(ChatRole.User, ""), null!]).Errors!.Keys.Order());
    }

    [Theory]
    [InlineData("a", 1024 * 1024)]
    [InlineData("é", 512 * 1024)]
    [InlineData("서", 349525)]
    public void Content_has_1_MiB_of_utf_8_at_most(string letter, int most)
    {
        var fits = string.Concat(Enumerable.Repeat(letter, most));

        Assert.Equal(fits, PromptContent.OfRequest(fits, null, required: true)!.Text);
        Assert.Equal(ProblemCodes.TooLarge, Refused(fits + letter, null).Problem);
    }

    [Fact]
    public void The_messages_share_the_limit()
    {
        var half = new string('a', 512 * 1024);

        Assert.NotNull(PromptContent.OfRequest(null, [Message(ChatRole.User, half), Message(ChatRole.User, half)], required: true));
        Assert.Equal(ProblemCodes.TooLarge, Refused(null, [Message(ChatRole.User, half), Message(ChatRole.User, half + "a")]).Problem);
    }

    private static ProblemException Refused(string? content, IReadOnlyList<ChatMessage>? messages) =>
        Assert.Throws<ProblemException>(() => PromptContent.OfRequest(content, messages, required: true));
}
