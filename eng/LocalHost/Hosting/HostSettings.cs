using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace PromptFunctions.LocalHost.Hosting;

/// <summary>Where settings come from, lowest first: local.settings.json, the environment, the options.</summary>
internal static class HostSettings
{
    public const string StorageKey = "AzureWebJobsStorage";

    private const string FileName = "local.settings.json";

    public static void AddHostSettings(this IConfigurationManager configuration, LocalHostOptions options)
    {
        if (options.SettingsFile is { } path)
            configuration.AddInMemoryCollection(WithColons(ReadValues(path)));
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(WithColons(options.Settings));

        configuration[StorageKey] = options.StorageConnectionString
            ?? (configuration[StorageKey] is { Length: > 0 } set ? set : "UseDevelopmentStorage=true");
    }

    /// <summary>The <c>local.settings.json</c> of a directory or the app that it is in, which ends at a <c>host.json</c>.</summary>
    public static string? FindSettingsFile(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, FileName);
            if (File.Exists(path))
                return path;
            if (File.Exists(Path.Combine(at.FullName, "host.json")))
                return null;
        }
        return null;
    }

    private static Dictionary<string, string?> ReadValues(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), HostJson.Lenient);
            return document.RootElement.TryGetProperty("Values", out var values)
                ? values.EnumerateObject().ToDictionary(value => value.Name, value => (string?)value.Value.ToString())
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new LocalHostException($"{path} is not a settings file: {e.Message}", e);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> WithColons(IDictionary<string, string?> settings) =>
        settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value));
}
