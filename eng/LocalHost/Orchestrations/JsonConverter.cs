using System.Text.Json;
using Microsoft.DurableTask;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>JSON as the worker reads and writes it: with the app's own options.</summary>
internal sealed class JsonConverter(JsonSerializerOptions options) : DataConverter
{
    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    public override object? Deserialize(string? data, Type targetType) => data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
