using PromptFunctions.Core.Common;

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
}
