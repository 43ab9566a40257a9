using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.UnitTests.Routing;

/// <summary>Subjects whose buckets are known, computed as the contract puts it.</summary>
internal static class Subjects
{
    public const string Salt = "salt";

    private static readonly Lazy<string[]> All = new(Find);

    /// <summary>A subject for each bucket of <see cref="Salt"/>.</summary>
    public static IReadOnlyList<string> OfBuckets => All.Value;

    /// <summary>The contract, word by word.</summary>
    public static int Bucket(string salt, string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{subject}"));
        return (int)(new BigInteger(hash.AsSpan(0, 8), isUnsigned: true, isBigEndian: true) % 10_000);
    }

    private static string[] Find()
    {
        var found = new string[Core.Routing.Bucket.Count];
        for (var (i, missing) = (0, found.Length); missing > 0; i++)
        {
            ref var subject = ref found[Bucket(Salt, $"user-{i}")];
            if (subject is null) missing--;
            subject ??= $"user-{i}";
        }
        return found;
    }
}
