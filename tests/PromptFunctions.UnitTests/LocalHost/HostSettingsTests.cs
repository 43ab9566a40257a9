using Microsoft.Extensions.Configuration;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Hosting;

namespace PromptFunctions.UnitTests.LocalHost;

public sealed class HostSettingsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Options_rank_above_the_environment_and_that_above_the_settings_file()
    {
        var variable = $"LocalHostTest_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable($"{variable}__B", "environment");
        Environment.SetEnvironmentVariable($"{variable}__C", "environment");
        var file = Write("local.settings.json", $$"""
            { // as the Functions tools allow
              "IsEncrypted": false,
              "Values": { "{{variable}}:A": "file", "{{variable}}__B": "file", "{{variable}}:C": "file" },
            }
            """);

        var settings = Read(new LocalHostOptions
        {
            SettingsFile = file,
            Settings = new Dictionary<string, string?> { [$"{variable}__C"] = "options" },
        }).GetSection(variable);

        Assert.Equal(("file", "environment", "options"), (settings["A"], settings["B"], settings["C"]));
    }

    [Fact]
    public void Storage_is_the_development_account_unless_it_is_given()
    {
        Assert.Equal("UseDevelopmentStorage=true", Read(new LocalHostOptions { Settings = Storage("") })["AzureWebJobsStorage"]);
        Assert.Equal("set", Read(new LocalHostOptions { Settings = Storage("set") })["AzureWebJobsStorage"]);
        Assert.Equal("given", Read(new LocalHostOptions { Settings = Storage("set"), StorageConnectionString = "given" })["AzureWebJobsStorage"]);
    }

    [Fact]
    public void A_settings_file_is_found_up_to_the_directory_of_host_json()
    {
        var inside = _directory.CreateSubdirectory("app").CreateSubdirectory("src").FullName;
        Write("app/host.json", "{}");
        Write("local.settings.json", "{}");

        Assert.Null(HostSettings.FindSettingsFile(inside));
        var file = Write("app/local.settings.json", "{}");
        Assert.Equal(file, HostSettings.FindSettingsFile(inside));
    }

    [Fact]
    public void A_broken_settings_file_is_named()
    {
        var file = Write("local.settings.json", "{");

        var thrown = Assert.Throws<LocalHostException>(() => Read(new LocalHostOptions { SettingsFile = file }));

        Assert.StartsWith($"{file} is not a settings file:", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "/v1/" } } }""", "v1")]
    [InlineData("""{ "version": "2.0", /* nothing of HTTP */ }""", "api")]
    public void The_route_prefix_is_host_jsons(string hostJson, string prefix)
    {
        Write("host.json", hostJson);

        Assert.Equal(prefix, HostJson.ReadRoutePrefix(_directory.FullName));
    }

    [Theory]
    [InlineData("""{ "extensions": { "durableTask": { "hubName": "FromFile" } } }""", null, "FromFile")]
    [InlineData("""{ "extensions": { "durableTask": { "hubName": "FromFile" } } }""", "FromSetting", "FromSetting")]
    [InlineData("{}", null, "Hub")]
    public void The_hub_is_host_jsons_unless_a_setting_names_another(string hostJson, string? setting, string hub)
    {
        Write("host.json", hostJson);

        Assert.Equal(hub, HostJson.ReadHubName(_directory.FullName, Hub(setting)));
    }

    [Theory]
    [InlineData("no-dashes")]
    [InlineData("1st")]
    [InlineData("h")]
    public void A_hub_that_no_table_can_be_named_after_is_refused(string name) =>
        Assert.Throws<LocalHostException>(() => HostJson.ReadHubName(_directory.FullName, Hub(name)));

    private static ConfigurationManager Hub(string? name) =>
        Read(new LocalHostOptions { Settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = name } });

    private static ConfigurationManager Read(LocalHostOptions options)
    {
        var configuration = new ConfigurationManager();
        configuration.AddHostSettings(options);
        return configuration;
    }

    private static Dictionary<string, string?> Storage(string connectionString) => new() { ["AzureWebJobsStorage"] = connectionString };

    private string Write(string path, string text)
    {
        var full = Path.Combine(_directory.FullName, path);
        File.WriteAllText(full, text);
        return full;
    }
}
