using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Json;

public sealed class WireNameTests
{
    private enum Example
    {
        InProgress,
        RolledBack,
        X,
    }

    [Fact]
    public void Names_are_in_camel_case() => Assert.Equal(["inProgress", "rolledBack", "x"], WireName.All<Example>());

    [Fact]
    public void Every_name_is_read_as_it_is_written()
    {
        foreach (var value in Enum.GetValues<Example>())
        {
            Assert.True(WireName.TryParse<Example>(WireName.Of(value), out var read));
            Assert.Equal(value, read);
            Assert.Equal(value, JsonSerializer.Deserialize<Example>(JsonSerializer.Serialize(value, CoreJson.Options), CoreJson.Options));
        }
    }

    [Theory]
    [InlineData("InProgress")]
    [InlineData("inprogress")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("inProgress ")]
    [InlineData("inProgress, x")]
    public void Other_spellings_are_no_names(string name)
    {
        Assert.False(WireName.TryParse<Example>(name, out _));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Example>($"\"{name}\"", CoreJson.Options));
    }

    [Fact]
    public void A_number_is_no_name() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<VersionStatus>("0", CoreJson.Options));

    [Fact]
    public void A_status_may_be_a_member() =>
        Assert.Equal("""{"draft":2}""", JsonSerializer.Serialize(new Dictionary<VersionStatus, int> { [VersionStatus.Draft] = 2 }, CoreJson.Options));
}
