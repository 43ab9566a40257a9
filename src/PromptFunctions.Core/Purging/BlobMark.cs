using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptFunctions.Core.Purging;

/// <summary>That a row names a blob which is called by its SHA-256: half of the hash, which no two blobs share.</summary>
/// <param name="Half">The hash's first 16 bytes.</param>
public readonly partial record struct BlobMark(UInt128 Half)
{
    /// <summary>The mark of a blob; null where its name is no hash.</summary>
    public static BlobMark? Of(string name) => name.Length == 64 && Hash().IsMatch(name) ? Parse(name) : null;

    /// <summary>Marks of all hashes in a text.</summary>
    public static IEnumerable<BlobMark> AllIn(string text) => Hash().Matches(text).Select(match => Parse(match.ValueSpan));

    private static BlobMark Parse(ReadOnlySpan<char> hash) => new(UInt128.Parse(hash[..32], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
