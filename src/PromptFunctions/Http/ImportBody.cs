using System.Text.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Transfer;

namespace PromptFunctions.Http;

/// <summary>Tells the forms that an import may have apart: an export, or versions of the tool before.</summary>
internal static class ImportBody
{
    /// <summary>The documents in a body, and who it says imports them.</summary>
    public static (IReadOnlyList<ExportDocument> Documents, string? Author) Parse(byte[] body)
    {
        var form = RequestBody.Parse<object>(body) is JsonElement root ? root : default;
        switch (form.ValueKind)
        {
            case JsonValueKind.Array:
                return (LegacyVersion.ToDocuments(RequestBody.Parse<LegacyVersion[]>(body), isList: true), null);
            case JsonValueKind.Object when form.TryGetProperty("prompt_type", out _):
                return (LegacyVersion.ToDocuments([RequestBody.Parse<LegacyVersion>(body)], isList: false), null);
            case JsonValueKind.Object:
                var document = RequestBody.Parse<ExportDocument>(body);
                return ([document], document.Author);
            default:
                throw ProblemException.Invalid("", "The body must be an export, a version, or a list of versions.");
        }
    }
}
