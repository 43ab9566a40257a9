using System.Text.Json;

namespace PromptFunctions.LocalHost.Hosting;

/// <summary>What the host itself reads of <c>host.json</c>.</summary>
internal static class HostJson
{
    private const string DefaultRoutePrefix = "api";

    /// <summary>The Functions tools take comments and trailing commas.</summary>
    public static JsonDocumentOptions Lenient { get; } = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Where HTTP functions begin, without slashes at its ends.</summary>
    public static string ReadRoutePrefix(string directory)
    {
        var path = Path.Combine(directory, "host.json");
        if (!File.Exists(path))
            return DefaultRoutePrefix;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
        return document.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var prefix)
                ? prefix.GetString()!.Trim('/')
                : DefaultRoutePrefix;
    }
}
