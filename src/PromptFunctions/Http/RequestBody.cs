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
    public static async Task<byte[]> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) throw Limits.Exceeded("The request", limit, "bytes");
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 64 * 1024));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > limit) throw Limits.Exceeded("The request", limit, "bytes");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    /// <summary>The document in a body, which may be empty; 400 or 415 where it is none.</summary>
    public static T Parse<T>(HttpRequest request, byte[] body) where T : class, new()
    {
        if (body.Length == 0) return new();
        RequireJson(request);
        return Parse<T>(body);
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
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        if (!json) throw new ProblemException(ProblemCodes.UnsupportedMediaType, $"Send {ApiAnswer.Json} in UTF-8, not '{request.ContentType}'.");
    }

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
