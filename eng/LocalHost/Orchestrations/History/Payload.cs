using System.Text.Json;

namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>How large a value may be: it lies in one row of a table.</summary>
internal static class Payload
{
    /// <summary>In UTF-16 code units, of which a row holds half a million.</summary>
    public const int MaxLength = 450_000;

    /// <summary>The data itself.</summary>
    /// <exception cref="InvalidOperationException">It does not fit a row.</exception>
    public static string? Check(string? data, string what) => data is not { Length: > MaxLength }
        ? data
        : throw new InvalidOperationException($"The {what} has {data.Length} characters as JSON; at most {MaxLength} can be stored. Store it elsewhere, and pass a reference.");

    /// <summary>What it takes in a request, where JSON escapes it once more.</summary>
    public static int SizeInRequest(string? data) => data is null ? 0 : JsonEncodedText.Encode(data).EncodedUtf8Bytes.Length;
}
