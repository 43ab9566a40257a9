using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PromptFunctions.Core.Routing;

/// <summary>A subject as one rollout or experiment knows it: the beginning of the hash that its bucket comes from. Nobody reads the subject from it.</summary>
/// <param name="High">The first 8 bytes of the hash, big endian.</param>
/// <param name="Low">The next 8.</param>
public readonly record struct SubjectKey(ulong High, ulong Low)
{
    private const int MostOnStack = 4096;

    /// <summary>The subject's bucket, 0–9999.</summary>
    public int Bucket => (int)(High % Routing.Bucket.Count);

    /// <summary>A subject's key.</summary>
    /// <param name="salt">What keeps one rollout or experiment independent of another.</param>
    /// <param name="subject">The subject in UTF-8.</param>
    public static SubjectKey Of(string salt, ReadOnlySpan<byte> subject)
    {
        var most = Encoding.UTF8.GetMaxByteCount(salt.Length) + 1 + subject.Length;
        Span<byte> text = most <= MostOnStack ? stackalloc byte[most] : new byte[most];
        var length = Encoding.UTF8.GetBytes(salt, text);
        text[length++] = (byte)'\n';
        subject.CopyTo(text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(length + subject.Length)], hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{High:x16}{Low:x16}";
}
