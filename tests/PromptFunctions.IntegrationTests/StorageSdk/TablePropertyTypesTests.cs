using Azure.Data.Tables;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class TablePropertyTypesTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Texts =>
    [
        "", " ", "plain", "O'Brien said \"no\"", "back\\slash and /slash/", "<tag> & entity;", "tab\tnewline\r\nend",
        "control \u0001\u001f", "ünïcödé 日本語 😀", "{{mustache}} {\"json\":1}",
    ];

    [Fact]
    public async Task Integers_come_back_as_they_were()
    {
        var read = await RoundTrip(new()
        {
            ["Int32Min"] = int.MinValue,
            ["Int32Max"] = int.MaxValue,
            ["Int64Min"] = long.MinValue,
            ["Int64Max"] = long.MaxValue,
            ["SmallLong"] = 7L,
        });

        Assert.Equal(int.MinValue, read.GetInt32("Int32Min"));
        Assert.Equal(int.MaxValue, read.GetInt32("Int32Max"));
        Assert.Equal(long.MinValue, read.GetInt64("Int64Min"));
        Assert.Equal(long.MaxValue, read.GetInt64("Int64Max"));
        Assert.Equal(7L, read.GetInt64("SmallLong"));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-42.0)]
    [InlineData(0.1)]
    [InlineData(1e15)]
    [InlineData(9007199254740993.0)]
    [InlineData(1e22)]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NaN)]
    public async Task A_double_comes_back_as_the_same_double(double value)
    {
        var read = await RoundTrip(new() { ["Value"] = value });

        Assert.Equal(value, read.GetDouble("Value"));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task An_infinite_double_is_refused_before_it_is_sent(double value)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => RoundTrip(new() { ["Value"] = value }));
    }

    [Fact]
    public async Task Times_come_back_to_the_tick_and_in_UTC()
    {
        var time = new DateTimeOffset(2026, 3, 1, 23, 59, 59, TimeSpan.FromHours(5.5)).AddTicks(1234567);

        var read = await RoundTrip(new() { ["Offset"] = time, ["Utc"] = time.UtcDateTime });

        Assert.Equal(time, read.GetDateTimeOffset("Offset"));
        Assert.Equal(TimeSpan.Zero, read.GetDateTimeOffset("Offset")!.Value.Offset);
        Assert.Equal(time.UtcDateTime, read.GetDateTime("Utc"));
        Assert.IsType<DateTimeOffset>(read["Utc"]);
    }

    [Fact]
    public async Task A_local_DateTime_is_refused()
    {
        var local = DateTime.SpecifyKind(new DateTime(2026, 3, 1), DateTimeKind.Local);

        await Assert.ThrowsAsync<NotSupportedException>(() => RoundTrip(new() { ["Time"] = local }));
    }

    [Fact]
    public async Task Guids_bytes_and_booleans_come_back_as_they_were()
    {
        var id = Guid.NewGuid();
        byte[] bytes = [0, 1, 127, 128, 255];

        var read = await RoundTrip(new() { ["Id"] = id, ["Bytes"] = bytes, ["None"] = Array.Empty<byte>(), ["Yes"] = true, ["No"] = false });

        Assert.Equal(id, read.GetGuid("Id"));
        Assert.Equal(bytes, read.GetBinary("Bytes"));
        Assert.Empty(read.GetBinary("None"));
        Assert.True(read.GetBoolean("Yes"));
        Assert.False(read.GetBoolean("No"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_comes_back_as_it_was(string text)
    {
        var read = await RoundTrip(new() { ["Text"] = text });

        Assert.Equal(text, read.GetString("Text"));
    }

    [Fact]
    public async Task A_text_that_looks_like_another_type_stays_a_text()
    {
        var read = await RoundTrip(new() { ["Time"] = "2026-03-01T00:00:00Z", ["Number"] = "42", ["Nan"] = "NaN" });

        Assert.Equal("2026-03-01T00:00:00Z", read.GetString("Time"));
        Assert.Equal("42", read.GetString("Number"));
        Assert.Equal("NaN", read.GetString("Nan"));
    }

    [Fact]
    public async Task A_null_is_not_stored()
    {
        var read = await RoundTrip(new() { ["Nothing"] = null!, ["Something"] = 1 });

        Assert.False(read.ContainsKey("Nothing"));
        Assert.Null(read.GetString("Nothing"));
    }

    [Fact]
    public async Task An_entity_comes_back_with_its_keys_timestamp_and_ETag()
    {
        var read = await RoundTrip(new() { ["Value"] = 1 });

        Assert.Equal("partition", read.PartitionKey);
        Assert.Equal("row", read.RowKey);
        Assert.InRange(read.Timestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["RowKey", "A"])).Value;

        Assert.Equal(1, read.GetInt32("A"));
        Assert.False(read.ContainsKey("B"));
    }

    private async Task<TableEntity> RoundTrip(Dictionary<string, object> properties)
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity(properties) { PartitionKey = "partition", RowKey = "row" });
        return (await table.GetEntityAsync<TableEntity>("partition", "row")).Value;
    }
}
