using System.Text.Json;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Storage;

/// <summary>How documents stand in rows: as on the wire, but tolerant of members that a newer version wrote.</summary>
internal static class StoreJson
{
    private static readonly JsonSerializerOptions Options = new(CoreJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException("A stored document is null.");
}
