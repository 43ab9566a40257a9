using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace PromptFunctions.LocalHost.Hosting;

/// <summary>What the host itself reads of <c>host.json</c>.</summary>
internal static class HostJson
{
    private const string DefaultRoutePrefix = "api";
    private const string DefaultHubName = "Hub";

    /// <summary>The Functions tools take comments and trailing commas.</summary>
    public static JsonDocumentOptions Lenient { get; } = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Where HTTP functions begin, without slashes at its ends.</summary>
    public static string ReadRoutePrefix(string directory) => Read(directory, "http", "routePrefix")?.Trim('/') ?? DefaultRoutePrefix;

    /// <summary>The task hub of the durable functions. A setting ranks above the file, as with the Functions host.</summary>
    /// <exception cref="LocalHostException">It is no name of a hub.</exception>
    public static string ReadHubName(string directory, IConfiguration settings)
    {
        var name = settings["AzureFunctionsJobHost:extensions:durableTask:hubName"] ?? Read(directory, "durableTask", "hubName") ?? DefaultHubName;
        return name.Length is >= 3 and <= 45 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit)
            ? name
            : throw new LocalHostException($"'{name}' is no name of a task hub: 3 to 45 letters and digits, a letter first.");
    }

    private static string? Read(string directory, string extension, string property)
    {
        var path = Path.Combine(directory, "host.json");
        if (!File.Exists(path))
            return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
        return document.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty(extension, out var found)
            && found.TryGetProperty(property, out var value)
                ? value.GetString()
                : null;
    }
}
