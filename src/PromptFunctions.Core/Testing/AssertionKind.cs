using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Testing;

/// <summary>What a test asserts of a text.</summary>
public enum AssertionKind
{
    /// <summary>It contains the value, letter by letter.</summary>
    Contains,

    /// <summary>It does not contain the value.</summary>
    [JsonStringEnumMemberName("not-contains")]
    NotContains,

    /// <summary>The value, a regular expression as .NET has them, matches somewhere in it.</summary>
    Regex,

    /// <summary>It has at most so many characters (Unicode code points).</summary>
    [JsonStringEnumMemberName("max-chars")]
    MaxChars,

    /// <summary>It is JSON (RFC 8259).</summary>
    Json,
}
