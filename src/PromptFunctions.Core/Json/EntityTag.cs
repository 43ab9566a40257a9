using System.Security.Cryptography;
using System.Text.Json;

namespace PromptFunctions.Core.Json;

/// <summary>A strong entity tag, computed from what is answered (RFC 9110, section 8.8.3).</summary>
public static class EntityTag
{
    /// <summary>The tag of a document, quotes included.</summary>
    public static string Of<T>(T document) => OfBytes(JsonSerializer.SerializeToUtf8Bytes(document, CoreJson.Options));

    /// <summary>The tag of an answer's bytes, quotes included.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return $"\"{Convert.ToHexStringLower(hash[..16])}\"";
    }
}
