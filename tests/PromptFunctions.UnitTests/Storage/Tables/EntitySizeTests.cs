using Azure.Data.Tables;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.UnitTests.Storage.Tables;

public sealed class EntitySizeTests
{
    // "Understanding the Table service data model": 4 + 2·(both keys) + for each property 8 + 2·name + value.
    [Theory]
    [InlineData("abc", 8 + 2 + 4 + 6)]
    [InlineData("", 8 + 2 + 4)]
    [InlineData("😀", 8 + 2 + 4 + 4)]
    [InlineData(true, 8 + 2 + 1)]
    [InlineData(1, 8 + 2 + 4)]
    [InlineData(1L, 8 + 2 + 8)]
    [InlineData(1.0, 8 + 2 + 8)]
    public void A_property_counts_as_the_service_counts_it(object value, int bytes) => Assert.Equal(bytes, EntitySize.Of(Row(value)) - EntitySize.Of(Row()));

    [Fact]
    public void Binaries_times_and_guids_count_too()
    {
        Assert.Equal(8 + 2 + 4 + 5, EntitySize.Of(Row(new byte[5])) - EntitySize.Of(Row()));
        Assert.Equal(8 + 2 + 8, EntitySize.Of(Row(DateTimeOffset.UnixEpoch)) - EntitySize.Of(Row()));
        Assert.Equal(8 + 2 + 16, EntitySize.Of(Row(Guid.Empty)) - EntitySize.Of(Row()));
    }

    [Fact]
    public void The_keys_count_at_least_as_much_as_the_service_counts_them() => Assert.InRange(EntitySize.Of(new("partition", "row")), 4 + (2 * 12), 200);

    private static TableEntity Row(object? value = null)
    {
        var row = new TableEntity("p", "r");
        if (value is not null) row["x"] = value;
        return row;
    }
}
