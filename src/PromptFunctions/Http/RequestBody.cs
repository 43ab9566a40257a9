using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Http;

/// <summary>Reads and parses bodies, strictly.</summary>
public static class RequestBody
{
    /// <summary>How deep a request's JSON may be nested.</summary>
    public const int MaximumDepth = 64;

    /// <summary>How deep an import's JSON may be nested: it wraps what single requests brought.</summary>
    public const int MaximumImportDepth = 72;

    /// <summary>A request's bytes; 413 beyond the limit.</summary>
    public static async Task<PooledBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) throw Limits.Exceeded("The request", limit, "bytes");
        // One more than there should be, so that the end is found without more room.
        var body = new PooledBody((int)Math.Min(request.ContentLength + 1 ?? 0, 64 * 1024));
        try
        {
            for (int read; (read = await request.Body.ReadAsync(body.Room(), cancellationToken)) > 0;)
            {
                body.Take(read);
                if (body.Bytes.Length > limit) throw Limits.Exceeded("The request", limit, "bytes");
            }
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>The document in a body, which may be empty; 400 or 415 where it is none.</summary>
    public static T Parse<T>(HttpRequest request, ReadOnlyMemory<byte> body) where T : class, new()
    {
        if (body.IsEmpty) return new();
        RequireJson(request);
        return Parse<T>(body.Span);
    }

    /// <summary>The document in some bytes; 400 where it is none.</summary>
    public static T Parse<T>(ReadOnlySpan<byte> body, int depth = MaximumDepth) where T : class => StrictJson.Parse<T>(body, depth);

    /// <summary>Checks that a body is said to be JSON; 415 where it is not.</summary>
    public static void RequireJson(HttpRequest request)
    {
        var json = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals(ApiAnswer.Json, StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && IsUtf8(type);
        if (!json) throw new ProblemException(ProblemCodes.UnsupportedMediaType, $"Send {ApiAnswer.Json} in UTF-8, not '{request.ContentType}'.");
    }

    /// <summary>Whether a media type says UTF-8, or nothing of it.</summary>
    public static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
