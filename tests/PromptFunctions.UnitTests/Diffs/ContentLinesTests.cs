using FsCheck.Fluent;
using PromptFunctions.Core.Diffs;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Diffs;

public sealed class ContentLinesTests
{
    [Fact]
    public void A_text_is_made_again_of_its_lines() =>
        Sampled.Each(Inputs.Texts, text => Assert.Equal(text, ContentLines.Of(PromptContent.OfText(text)).ToContent().Text));

    [Fact]
    public void A_chat_is_made_again_of_its_lines() => Sampled.Each(
        from roles in Gen.Elements(Enum.GetValues<ChatRole>()).NonEmptyListOf()
        from texts in Gen.Elements("user:", "system:\nuser:", "\n", "a\n", "\na", "a\n\nb", "Ruser:", "Tx", "서울\r").ArrayOf(roles.Count)
        select roles.Zip(texts, Message).ToArray(),
        messages => Assert.Equal(messages, ContentLines.Of(PromptContent.OfMessages(messages)).ToContent().Messages));
}
