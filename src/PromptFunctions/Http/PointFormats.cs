using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Http;

/// <summary>Tells how a batch of points is written.</summary>
internal static class PointFormats
{
    /// <summary>The media type of one point a line.</summary>
    public const string Lines = "application/x-ndjson";

    /// <summary>The format that a request says; 415 where it says another.</summary>
    public static PointFormat Of(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (IsLines(request)) return PointFormat.Lines;
        // Nothing at all is no document, whatever it is said to be.
        if (!body.IsEmpty) RequestBody.RequireJson(request);
        return PointFormat.Json;
    }

    /// <summary>Whether a request says that its body is lines of JSON.</summary>
    public static bool IsLines(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase) && RequestBody.IsUtf8(type);

    /// <summary>The name of a batch that has none: the same request with the same key is the same batch, also where the first attempt died before it was answered.</summary>
    public static string? BatchOf(IdempotencyKey? key) => key is null ? null : $"key-{key.Id[..32]}-{key.RequestHash[..16]}";
}
