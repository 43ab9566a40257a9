using Azure;
using Azure.Data.Tables;

namespace PromptFunctions.IntegrationTests.StorageSdk;

/// <summary>What the SDK's dictionary entity promises, without storage.</summary>
public sealed class TableEntityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_keys_are_properties()
    {
        var entity = new TableEntity("p", "r");

        Assert.Equal("p", entity["PartitionKey"]);
        Assert.Equal("r", entity["RowKey"]);
        Assert.Equal(2, entity.Count);
    }

    [Fact]
    public void A_missing_property_is_null_by_indexer_and_by_typed_getter()
    {
        var entity = new TableEntity("p", "r");

        Assert.Null(entity["Missing"]);
        Assert.Null(entity.GetString("Missing"));
        Assert.Null(entity.GetInt64("Missing"));
        Assert.Null(entity.Timestamp);
        Assert.Equal(default, entity.ETag);
    }

    [Fact]
    public void A_typed_getter_refuses_another_type()
    {
        var entity = new TableEntity("p", "r") { ["Number"] = 5 };

        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDouble("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetString("Number"));
    }

    [Fact]
    public void An_int_set_over_a_long_or_a_double_keeps_the_wider_type()
    {
        var entity = new TableEntity("p", "r") { ["Long"] = 1L, ["Double"] = 1.5, ["Text"] = "a" };

        entity["Long"] = 2;
        entity["Double"] = 2;
        entity["Text"] = 2;

        Assert.Equal(2L, entity.GetInt64("Long"));
        Assert.Equal(2.0, entity.GetDouble("Double"));
        Assert.Equal(2, entity.GetInt32("Text"));
    }

    [Fact]
    public void A_time_reads_as_DateTime_and_as_DateTimeOffset()
    {
        var entity = new TableEntity("p", "r") { ["Offset"] = Noon.ToOffset(TimeSpan.FromHours(2)), ["Utc"] = Noon.UtcDateTime };

        Assert.Equal(Noon.UtcDateTime, entity.GetDateTime("Offset"));
        Assert.Equal(Noon, entity.GetDateTimeOffset("Utc"));
    }

    [Fact]
    public void Bytes_read_as_an_array_and_as_BinaryData()
    {
        var entity = new TableEntity("p", "r") { ["Bytes"] = new byte[] { 1, 2 } };

        Assert.Equal([1, 2], entity.GetBinary("Bytes"));
        Assert.Equal([1, 2], entity.GetBinaryData("Bytes").ToArray());
    }

    [Fact]
    public void The_ETag_is_kept_among_the_properties()
    {
        var entity = new TableEntity("p", "r") { ETag = new ETag("W/\"1\"") };

        Assert.Equal("W/\"1\"", entity["odata.etag"]);
    }
}
