using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>What semantics.md says of buckets, without any of the code that is tested.</summary>
internal static class Buckets
{
    /// <summary>A subject's bucket, 0–9999.</summary>
    public static int Of(string salt, string subject) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{subject}"))) % 10_000);
}
