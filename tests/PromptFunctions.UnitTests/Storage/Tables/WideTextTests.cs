using Azure.Data.Tables;
using FsCheck.Fluent;
using PromptFunctions.Storage.Tables;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Storage.Tables;

public sealed class WideTextTests
{
    [Fact]
    public void Any_text_is_read_as_it_was_written() => Sampled.Each(Inputs.Strings, text => Assert.Equal(text, WideText.Get(Row(text), "Text")));

    [Fact]
    public void Long_texts_are_read_as_they_were_written() => Sampled.Each(
        from start in Gen.Choose(31_990, 32_010)
        from pairs in Gen.Choose(0, 40_000)
        from end in Inputs.Strings
        select new string('a', start) + string.Concat(Enumerable.Repeat("😀", pairs)) + end,
        text =>
        {
            var row = Row(text);

            Assert.Equal(text, WideText.Get(row, "Text"));
            Assert.All(row.Select(property => property.Value).OfType<string>().Where(part => part.Length > 100), part =>
            {
                Assert.InRange(part.Length, 0, 32_768);
                Assert.False(char.IsLowSurrogate(part[0]));
            });
        }, times: 50);

    [Theory]
    [InlineData(31_999)]
    [InlineData(32_000)]
    [InlineData(32_001)]
    [InlineData(64_000)]
    [InlineData(500_000)]
    public void Texts_at_the_borders_of_parts_are_whole(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));

        Assert.Equal(text, WideText.Get(Row(text), "Text"));
    }

    [Fact]
    public void No_text_and_an_empty_text_are_told_apart()
    {
        Assert.Null(WideText.Get(Row(null), "Text"));
        Assert.Equal("", WideText.Get(Row(""), "Text"));
        Assert.Null(WideText.Get(new TableEntity("p", "r"), "Text"));
        Assert.Throws<InvalidDataException>(() => WideText.Require(Row(null), "Text"));
    }

    [Theory]
    [InlineData(100_000, 40_000)]
    [InlineData(100_000, 10)]
    [InlineData(100_000, 0)]
    [InlineData(100_000, -1)]
    [InlineData(10, 100_000)]
    [InlineData(-1, 5)]
    public void A_merge_leaves_nothing_of_a_longer_text_behind(int before, int after)
    {
        static string? Text(char letter, int length) => length < 0 ? null : new string(letter, length);

        var stored = Row(Text('a', before));
        foreach (var (name, value) in Row(Text('b', after))) stored[name] = value;

        Assert.Equal(Text('b', after), WideText.Get(stored, "Text"));
    }

    [Fact]
    public void Several_texts_of_a_row_do_not_mix()
    {
        var row = Row(new string('a', 70_000));
        WideText.Set(row, "Other", new string('b', 50_000));

        Assert.Equal(new string('a', 70_000), WideText.Get(row, "Text"));
        Assert.Equal(new string('b', 50_000), WideText.Get(row, "Other"));
    }

    private static TableEntity Row(string? text)
    {
        var row = new TableEntity("p", "r");
        WideText.Set(row, "Text", text);
        return row;
    }
}
