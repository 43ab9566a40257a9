using Azure.Identity;
using PromptFunctions.Telemetry;

namespace PromptFunctions.UnitTests.Telemetry;

public sealed class MonitorCredentialTests
{
    [Theory]
    [InlineData("Authorization=AAD")]
    [InlineData("Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000001")]
    [InlineData("authorization=aad; clientid=00000000-0000-0000-0000-000000000001;")]
    public void The_managed_identity_sends_where_the_setting_says_so(string setting)
    {
        Assert.True(MonitorCredential.IsKnown(setting));
        Assert.IsType<ManagedIdentityCredential>(MonitorCredential.Of(setting));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_setting_the_connection_string_is_enough(string? setting) => Assert.Null(MonitorCredential.Of(setting));

    [Theory]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001")]
    [InlineData("Authorization=Key")]
    public void Another_way_to_sign_in_is_no_setting(string setting) =>
        Assert.NotEmpty(new TelemetryOptions { MonitorAuthentication = setting }.Validate(new(setting)));

    [Theory]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://x", true)]
    [InlineData("InstrumentationKey=abc", false)]
    [InlineData("https://x", false)]
    public void A_connection_string_names_its_resource(string text, bool isRight) =>
        Assert.Equal(isRight, !new TelemetryOptions { MonitorConnectionString = text }.Validate(new(text)).Any());

    [Fact]
    public void A_collector_has_an_http_address() => Assert.NotEmpty(new TelemetryOptions { OtlpEndpoint = new("ftp://127.0.0.1") }.Validate(new("")));
}
