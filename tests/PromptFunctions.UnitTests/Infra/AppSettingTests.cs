using System.Text.RegularExpressions;
using PromptFunctions.Settings;
using PromptFunctions.UnitTests.Infra.Support;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Infra;

/// <summary>The settings that are deployed are those that the code reads.</summary>
public sealed partial class AppSettingTests
{
    /// <summary>What the Functions host, Durable Functions and Application Insights read, by a managed identity.</summary>
    private static readonly string[] Platform =
    [
        "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
    ];

    // A connection string has no place where there are no keys, nor has a collector of the developer's own.
    private static readonly string[] NotInAzure = ["AzureWebJobsStorage", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    // Names of the user's own are set by whoever needs them.
    private static readonly Dictionary<string, string> Read = SettingsCatalog.All
        .Where(setting => !setting.IsOpen && !NotInAzure.Contains(setting.Name))
        .ToDictionary(setting => setting.Name.Replace(":", "__", StringComparison.Ordinal), setting => Setting.Text(setting.Default));

    private static readonly Dictionary<string, string> Product = Block("app/settings.bicep", "productSettings");
    private static readonly Dictionary<string, string> Derived = Block("app/api.bicep", "derivedSettings");

    [Fact]
    public void There_are_settings() => Assert.True(Read.Count > 10);

    [Fact]
    public void Every_setting_that_the_code_reads_is_deployed_and_no_other() =>
        Assert.Equal(Read.Keys.Except(Platform).Order(), Product.Keys.Concat(Derived.Keys).Order());

    [Fact]
    public void What_is_deployed_is_the_default_of_the_code()
    {
        foreach (var (name, value) in Product) Assert.Equal((name, value), (name, $"'{Read[name]}'"));
    }

    [Fact]
    public void Sign_in_and_secrets_come_from_parameters_of_their_own()
    {
        Assert.Equal("empty(authClientId) ? 'none' : 'easyauth'", Derived["Auth__Mode"]);
        Assert.All(Derived.Where(setting => setting.Key != "Auth__Mode"), setting => Assert.Contains("'@Microsoft.KeyVault(SecretUri=${", setting.Value));
        Assert.DoesNotContain(Product.Keys, name => Secret().IsMatch(name));
    }

    [Fact]
    public void The_platform_gets_what_it_needs_for_an_identity_and_nothing_else() =>
        Assert.Equal(Platform.Order(), Block("app/api.bicep", "platformSettings").Keys.Order());

    [Fact]
    public void Settings_of_an_environment_change_neither_the_platform_nor_sign_in() =>
        Assert.Contains("properties: union(productSettings, settings, derivedSettings, platformSettings)\n", InfraFiles.All["app/api.bicep"].Code);

    private static Dictionary<string, string> Block(string file, string variable) => Lines()
        .Matches(Regex.Match(InfraFiles.All[file].Code, $@"^var {variable} = \{{\n(.*?)^\}}", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value)
        .ToDictionary(line => line.Groups["name"].Value, line => line.Groups["value"].Value);

    [GeneratedRegex(@"^  (?<name>\w+): (?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex("Key|Secret|Password|Token", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
