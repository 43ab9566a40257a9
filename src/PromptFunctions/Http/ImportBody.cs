using System.Text.Json;
using PromptFunctions.Core.Transfer;

namespace PromptFunctions.Http;

/// <summary>Tells the forms that an import may have apart: an export, or versions of the tool before.</summary>
internal static class ImportBody
{
    /// <summary>The documents in a body, and who it says imports them.</summary>
    public static (IReadOnlyList<ExportDocument> Documents, string? Author) Parse(ReadOnlySpan<byte> body)
    {
        switch (Form(body))
        {
            case ImportForm.LegacyList:
                return (LegacyVersion.ToDocuments(RequestBody.Parse<LegacyVersion[]>(body), isList: true), null);
            case ImportForm.Legacy:
                return (LegacyVersion.ToDocuments([RequestBody.Parse<LegacyVersion>(body)], isList: false), null);
            default:
                var document = RequestBody.Parse<ExportDocument>(body, RequestBody.MaximumImportDepth);
                return ([document], document.Author);
        }
    }

    private enum ImportForm
    {
        Export,
        Legacy,
        LegacyList,
    }

    // Only the first tokens are looked at: a large body is parsed once, as what it is.
    private static ImportForm Form(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new() { MaxDepth = RequestBody.MaximumImportDepth });
        try
        {
            if (!reader.Read() || reader.TokenType == JsonTokenType.StartArray) return ImportForm.LegacyList;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("prompt_type")) return ImportForm.Legacy;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return ImportForm.Export; // What is wrong with it is said when it is parsed.
        }
        return ImportForm.Export;
    }
}
