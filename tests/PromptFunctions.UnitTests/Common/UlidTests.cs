using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Common;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Common;

public sealed class UlidTests
{
    [Fact]
    public void The_time_is_encoded_as_the_specification_shows() =>
        Assert.StartsWith("01ARYZ6S41", Ulid.New(DateTimeOffset.FromUnixTimeMilliseconds(1469918176385)), StringComparison.Ordinal);

    [Fact]
    public void Identifiers_are_26_characters_and_differ_within_a_millisecond()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => Ulid.New(Support.Samples.Noon)).ToHashSet();

        Assert.Equal(10_000, ids.Count);
        Assert.All(ids, id => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", id));
    }

    [Fact]
    public void Later_identifiers_come_later_in_ordinal_order()
    {
        var ids = Enumerable.Range(0, 1000).Select(i => Ulid.New(Support.Samples.Noon.AddMilliseconds(i * 997.0))).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void What_is_made_is_recognised() => Assert.All(Enumerable.Range(0, 1000), i => Assert.True(Ulid.IsUlid(Ulid.New(Support.Samples.Noon.AddDays(i)))));

    [Theory]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAV", true)]
    [InlineData("00000000000000000000000000", true)]
    [InlineData("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", true)]
    [InlineData("80000000000000000000000000", false)]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZZZZZ", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FA", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAVV", false)]
    [InlineData("01aryz6s41tsv4rrffq69g5fav", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAI", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAL", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAO", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAU", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FA/", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FA１", false)]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FA\n", false)]
    [InlineData("", false)]
    public void Only_what_could_have_been_made_is_recognised(string text, bool recognised) => Assert.Equal(recognised, Ulid.IsUlid(text));

    [Fact]
    public void Inverted_identifiers_are_in_the_opposite_order_and_inverted_again_the_same() => Sampled.Each(Gen.Two(Identifiers), pair =>
    {
        var (one, other) = pair;

        Assert.Equal(Math.Sign(string.CompareOrdinal(one, other)), -Math.Sign(string.CompareOrdinal(Ulid.Inverse(one), Ulid.Inverse(other))));
        Assert.Equal(one, Ulid.Inverse(Ulid.Inverse(one)));
    }, times: 5000);

    // Often alike up to their ends.
    private static Gen<string> Identifiers { get; } =
        from beginning in Gen.Elements("", "0", "01ARYZ6S41", "01ARYZ6S41TSV4RRFFQ69G5FA")
        from first in Gen.Elements("01234567".ToCharArray())
        from rest in Gen.Elements("0123456789ABCDEFGHJKMNPQRSTVWXYZ".ToCharArray()).ArrayOf(26)
        select (beginning + first + new string(rest))[..26];
}
