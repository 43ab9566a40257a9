using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Http;

/// <summary>Reads and parses bodies, strictly.</summary>
public static partial class RequestBody
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
    public static T Parse<T>(ReadOnlySpan<byte> body, int depth = MaximumDepth) where T : class
    {
        RequireText(body, depth);
        try
        {
            return JsonSerializer.Deserialize<T>(body, CoreJson.Options) ?? throw ProblemException.Invalid("", "The body must not be null.");
        }
        catch (JsonException e)
        {
            throw ProblemException.Invalid(MemberPath(e), Explain(e));
        }
    }

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

    /// <summary>Checks that all of a body is text that can be written again: valid UTF-8, and no half of a surrogate pair.</summary>
    private static void RequireText(ReadOnlySpan<byte> body, int depth)
    {
        if (!Utf8.IsValid(body)) throw ProblemException.Invalid("", "The body is not valid UTF-8.");
        var reader = new Utf8JsonReader(body, new() { MaxDepth = depth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            throw ProblemException.Invalid("", $"The text that ends at byte {reader.BytesConsumed} has half of a surrogate pair.");
        }
        catch (JsonException e)
        {
            throw ProblemException.Invalid("", $"The body is not JSON: {Explain(e)}");
        }
    }

    private static string MemberPath(JsonException e) => e.Path is null or "$" ? "" : e.Path.StartsWith("$.", StringComparison.Ordinal) ? e.Path[2..] : e.Path[1..];

    private static string Explain(JsonException e)
    {
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal)) return "is not a known member.";
        if (e.Message.Contains("uplicate propert", StringComparison.Ordinal)) return "occurs more than once.";
        if (e.Message.Contains("could not be converted", StringComparison.Ordinal)) return "has the wrong type.";
        if (Missing().Match(e.Message) is { Success: true } missing) return $"lacks {missing.Groups[1].Value}";
        return Position().Replace(e.Message, "");
    }

    [GeneratedRegex(@" Path: .*$| LineNumber: .*$", RegexOptions.Singleline)]
    private static partial Regex Position();

    [GeneratedRegex(@"missing required properties including: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Missing();
}
