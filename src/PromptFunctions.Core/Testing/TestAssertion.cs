using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Testing;

/// <summary>One thing that a test asserts.</summary>
public sealed record TestAssertion
{
    // What can be matched in linear time is; other expressions could take for ever.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(250);

    /// <summary>What is asserted.</summary>
    public AssertionKind? Kind { get; init; }

    /// <summary>A text for <c>contains</c>, <c>not-contains</c> and <c>regex</c>, a number for <c>max-chars</c>; <c>json</c> needs none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Value { get; init; }

    /// <summary>Checks an assertion of a request.</summary>
    public void Validate(RequestChecks checks, string path)
    {
        switch (Kind)
        {
            case null:
                checks.Error($"{path}.kind", "is required: contains, not-contains, regex, max-chars or json.");
                break;
            case AssertionKind.MaxChars:
                checks.Require(MostCharacters >= 0, $"{path}.value", "must be a whole number from 0 on.");
                break;
            case AssertionKind.Json:
                checks.Require(Value is null or { ValueKind: JsonValueKind.Null }, $"{path}.value", "goes without a value.");
                break;
            default:
                checks.Require(Text.Length > 0, $"{path}.value", "must be a text, not empty.");
                if (Kind == AssertionKind.Regex && Text.Length > 0 && Expression(out var why) is null) checks.Error($"{path}.value", $"is no regular expression: {why}");
                break;
        }
    }

    /// <summary>Why the assertion does not hold of a text; null where it does.</summary>
    public string? FailureIn(string text) => Kind switch
    {
        AssertionKind.Contains => text.Contains(Text, StringComparison.Ordinal) ? null : $"It does not contain '{Text}'.",
        AssertionKind.NotContains => text.Contains(Text, StringComparison.Ordinal) ? $"It contains '{Text}'." : null,
        AssertionKind.Regex => Matches(text),
        AssertionKind.MaxChars => Length(text) is var length && length <= MostCharacters ? null : string.Create(CultureInfo.InvariantCulture, $"It has {length} characters, more than {MostCharacters}."),
        _ => IsJson(text) ? null : "It is not JSON.",
    };

    private string Text => Value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private int MostCharacters => Value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var most) ? most : -1;

    private string? Matches(string text)
    {
        try
        {
            return Expression(out var why)?.IsMatch(text) switch
            {
                true => null,
                false => $"Nothing in it matches {Text}.",
                null => $"{Text} is no regular expression: {why}",
            };
        }
        catch (RegexMatchTimeoutException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"To match {Text} takes longer than {LongestMatch.TotalMilliseconds:0} ms.");
        }
    }

    private Regex? Expression(out string? why)
    {
        why = null;
        try
        {
            return new(Text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LongestMatch);
        }
        catch (NotSupportedException)
        {
            return new(Text, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException e)
        {
            why = e.Message;
            return null;
        }
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
