using System.Security.Cryptography;
using System.Text;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>A batch as it was sent.</summary>
/// <param name="Body">The request's bytes.</param>
/// <param name="Form">How they are to be read, and of what: the same bytes in another form are another batch.</param>
/// <param name="Read">Reads the items one after the other; gives the batch id that stands in the body.</param>
internal sealed record BatchSource(ReadOnlyMemory<byte> Body, string Form, Func<PointBatch, string?> Read)
{
    /// <summary>The SHA-256 of form and bytes.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Form + "\n"));
        hash.AppendData(Body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
