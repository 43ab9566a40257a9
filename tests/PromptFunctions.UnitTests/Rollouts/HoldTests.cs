using System.Globalization;
using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class HoldTests
{
    [Theory]
    [InlineData("PT1H", "01:00:00")]
    [InlineData("P1D", "1.00:00:00")]
    [InlineData("P1W", "7.00:00:00")]
    [InlineData("P1DT2H", "1.02:00:00")]
    [InlineData("P1DT2H3M4S", "1.02:03:04")]
    [InlineData("PT90M", "01:30:00")]
    [InlineData("PT0S", "00:00:00")]
    [InlineData("P0D", "00:00:00")]
    [InlineData("PT0.5S", "00:00:00.5")]
    [InlineData("PT1,5S", "00:00:01.5")]
    [InlineData("PT0.0000001S", "00:00:00.0000001")]
    [InlineData("PT007H", "07:00:00")]
    [InlineData("P30D", "30.00:00:00")]
    [InlineData("PT720H", "30.00:00:00")]
    [InlineData("PT2592000S", "30.00:00:00")]
    public void A_duration_is_read_and_keeps_its_text(string text, string duration)
    {
        Assert.True(Hold.TryParse(text, out var hold));
        Assert.Equal(TimeSpan.Parse(duration, CultureInfo.InvariantCulture), hold.Duration);
        Assert.Equal((text, text), (hold.Text, hold.ToString()));
    }

    [Theory]
    [InlineData("P31D")]
    [InlineData("P30DT0.0000001S")]
    [InlineData("P5W")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P1Y2M")]
    [InlineData("PT")]
    [InlineData("P")]
    [InlineData("P1DT")]
    [InlineData("P1")]
    [InlineData("PT1")]
    [InlineData("1H")]
    [InlineData("T1H")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("PT1M1H")]
    [InlineData("-PT1H")]
    [InlineData("PT-1H")]
    [InlineData("PT+1H")]
    [InlineData("PT1.5H")]
    [InlineData("PT.5S")]
    [InlineData("PT1.S")]
    [InlineData("PT0.00000001S")]
    [InlineData("1h")]
    [InlineData("pt1h")]
    [InlineData(" PT1H")]
    [InlineData("PT1H ")]
    [InlineData("PT1H\n")]
    [InlineData("MANUAL")]
    [InlineData("Manual")]
    [InlineData("manual ")]
    [InlineData("PT9999999999S")]
    [InlineData("P999999999W")]
    [InlineData("PT999999999999999999999999999999999999S")]
    [InlineData("PT00000000000000000000000000000000000001H")]
    [InlineData("PT１H")]
    [InlineData("PT٣H")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_no_hold(string? text)
    {
        Assert.False(Hold.TryParse(text, out var hold));
        Assert.Null(hold);
    }

    [Fact]
    public void A_manual_hold_has_no_duration()
    {
        Assert.True(Hold.TryParse("manual", out var hold));
        Assert.Null(hold.Duration);
        Assert.Equal(Hold.Manual, hold);
    }

    [Theory]
    [InlineData("\"PT1H\"")]
    [InlineData("\"PT60M\"")]
    [InlineData("\"PT1,50S\"")]
    [InlineData("\"manual\"")]
    [InlineData("null")]
    public void A_hold_is_written_as_it_was_read(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Hold?>(json, CoreJson.Options), CoreJson.Options));

    [Theory]
    [InlineData("3600")]
    [InlineData("\"P1M\"")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("\"PT１H\"")]
    public void Json_that_is_no_hold_says_what_one_is(string json) =>
        Assert.Contains(Hold.Form, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Hold>(json, CoreJson.Options)).Message, StringComparison.Ordinal);
}
