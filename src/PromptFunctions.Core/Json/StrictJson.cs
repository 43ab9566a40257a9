using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Json;

/// <summary>Reads JSON that others wrote, strictly; what is wrong with it is told by member.</summary>
public static partial class StrictJson
{
    /// <summary>The document in some bytes; 400 where it is none.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="depth">How deep it may be nested.</param>
    /// <param name="options">How it is read; as the API does where nothing is said.</param>
    public static T Parse<T>(ReadOnlySpan<byte> body, int depth, JsonSerializerOptions? options = null) where T : class
    {
        RequireText(body, depth);
        try
        {
            return JsonSerializer.Deserialize<T>(body, options ?? CoreJson.Options) ?? throw ProblemException.Invalid("", "The body must not be null.");
        }
        catch (JsonException e)
        {
            throw ProblemException.Invalid(MemberPath(e), Explain(e));
        }
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
