using System.Text.Json;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Json;

/// <summary>Versions are strings on the wire; bodies take exact ones only.</summary>
public sealed class VersionNumberConverter : JsonConverter<VersionNumber>
{
    /// <inheritdoc/>
    public override VersionNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && VersionNumber.TryParse(reader.GetString(), out var version)
            ? version
            : throw new JsonException($"must be {VersionNumber.Form}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, VersionNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
