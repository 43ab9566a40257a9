using PromptFunctions.Core.Purging;

namespace PromptFunctions.UnitTests.Purging;

public sealed class BlobMarkTests
{
    private static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    [Fact]
    public void A_blob_that_is_called_by_its_hash_has_the_mark_that_a_row_gives_it()
    {
        var other = Hash[..31] + "0" + Hash[32..];

        Assert.Equal([BlobMark.Of(Hash)!.Value, BlobMark.Of(other)!.Value], BlobMark.AllIn($$"""{ "contentHash": "sha256:{{Hash}}", "tests": "{{other}}" }"""));
        Assert.NotEqual(BlobMark.Of(Hash), BlobMark.Of(other));
    }

    [Theory]
    [InlineData("readme.txt")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public void A_blob_that_is_called_otherwise_has_none(string name) => Assert.Null(BlobMark.Of(name));
}
