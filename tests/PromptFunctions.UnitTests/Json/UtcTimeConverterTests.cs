using System.Text.Json;
using PromptFunctions.Core.Json;

namespace PromptFunctions.UnitTests.Json;

public sealed class UtcTimeConverterTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00+09:00", "2026-01-31T03:00:00Z")]
    [InlineData("2026-01-31T00:30:00+09:00", "2026-01-30T15:30:00Z")]
    [InlineData("2026-01-31T12:00:00-05:30", "2026-01-31T17:30:00Z")]
    [InlineData("2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.5Z")]
    [InlineData("2026-01-31T12:00:00.1234567Z", "2026-01-31T12:00:00.1234567Z")]
    [InlineData("2026-01-31T12:00:00.1200000Z", "2026-01-31T12:00:00.12Z")]
    [InlineData("2028-02-29T23:59:59Z", "2028-02-29T23:59:59Z")]
    public void A_time_with_an_offset_is_converted_to_utc(string given, string written)
    {
        var time = JsonSerializer.Deserialize<DateTimeOffset>($"\"{given}\"", CoreJson.Options);

        Assert.Equal(TimeSpan.Zero, time.Offset);
        Assert.Equal(written, UtcTimeConverter.Format(time));
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(time, CoreJson.Options));
    }

    [Fact]
    public void A_time_of_another_zone_is_written_in_utc() =>
        Assert.Equal("2026-01-31T03:00:00Z", UtcTimeConverter.Format(new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(9))));

    [Theory]
    [InlineData("\"2026-01-31T12:00:00\"")]
    [InlineData("\"2026-01-31\"")]
    [InlineData("\"2026-01-31 12:00:00Z\"")]
    [InlineData("\"2026-02-30T12:00:00Z\"")]
    [InlineData("\"2026-01-31T25:00:00Z\"")]
    [InlineData("\"2026-01-31T12:00:60Z\"")]
    [InlineData("\"2026-01-31T12:00:00+9:00\"")]
    [InlineData("\"2026-01-31T12:00:00+15:00\"")]
    [InlineData("\"2026-01-31T12:00:00z\"")]
    [InlineData("\" 2026-01-31T12:00:00Z\"")]
    [InlineData("\"2026-01-31T12:00:00Z\\n\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"now\"")]
    [InlineData("\"\"")]
    [InlineData("1769860800")]
    [InlineData("null")]
    public void Anything_else_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(json, CoreJson.Options));
}
