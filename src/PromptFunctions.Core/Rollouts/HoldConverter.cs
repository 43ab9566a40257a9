using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Writes a hold as its text.</summary>
internal sealed class HoldConverter : JsonConverter<Hold>
{
    /// <inheritdoc/>
    public override Hold Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Hold.TryParse(reader.GetString(), out var hold)
            ? hold
            : throw new JsonException($"must be {Hold.Form}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Hold value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
