using System.Text;

namespace PromptFunctions.Core.Routing;

/// <summary>
/// Maps subjects to buckets, the same everywhere and for ever: the first 8 bytes of the SHA-256 of
/// <c>{salt}\n{subject}</c> in UTF-8, big endian, modulo <see cref="Count"/>.
/// </summary>
public static class Bucket
{
    /// <summary>The function's name in documents; another function would get another name.</summary>
    public const string Hash = "sha256-1";

    /// <summary>How many buckets there are: a percentage has two decimals.</summary>
    public const int Count = 10_000;

    private const int MostOnStack = 4096;

    /// <summary>A subject's bucket, 0–9999; a random one where the subject is null or empty.</summary>
    /// <remarks>Each half of a surrogate pair that stands alone counts as U+FFFD, as .NET's UTF-8 encoder writes it.</remarks>
    /// <param name="salt">What keeps one rollout or experiment independent of another.</param>
    /// <param name="subject">Whom to choose for.</param>
    public static int Of(string salt, string? subject)
    {
        if (string.IsNullOrEmpty(subject)) return Any();
        var most = Encoding.UTF8.GetMaxByteCount(subject.Length);
        Span<byte> text = most <= MostOnStack ? stackalloc byte[most] : new byte[most];
        return SubjectKey.Of(salt, text[..Encoding.UTF8.GetBytes(subject, text)]).Bucket;
    }

    /// <summary>A random bucket, for a request without a subject.</summary>
    public static int Any() => Random.Shared.Next(Count);
}
