using System.Security.Cryptography;

namespace PromptFunctions.Core.Backups;

/// <summary>Counts lines, and takes their checksum: of their bytes, each with its line feed.</summary>
internal sealed class LineHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many lines there were.</summary>
    public long Lines { get; private set; }

    /// <summary>Takes a line without its line feed.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        hash.AppendData(line);
        hash.AppendData("\n"u8);
        Lines++;
    }

    /// <summary>The SHA-256 of all lines in lower-case hex; then it begins anew.</summary>
    public string Take()
    {
        Lines = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();
}
