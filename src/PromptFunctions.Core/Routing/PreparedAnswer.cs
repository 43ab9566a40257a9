using System.Text.Json;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Routing;

/// <summary>An answer that is ready to be sent.</summary>
/// <param name="Body">The JSON document.</param>
/// <param name="Tag">Its entity tag.</param>
public sealed record PreparedAnswer(ReadOnlyMemory<byte> Body, string Tag)
{
    /// <summary>Prepares a document.</summary>
    public static PreparedAnswer Of<T>(T document)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document, CoreJson.Options);
        return new(body, EntityTag.OfBytes(body));
    }
}
