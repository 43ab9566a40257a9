using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptFunctions.Core.Json;

/// <summary>How the product reads and writes JSON: camelCase, strict, UTF-8 unescaped.</summary>
public static class CoreJson
{
    /// <summary>
    /// The one set of options. Strict: unknown, duplicate and wrongly cased members and numbers as strings are refused.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectRequiredConstructorParameters = false,
            // Answers are JSON, never HTML: Korean text stays readable on the wire.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // Deeper than any request may be (RequestBody): answers and rows wrap what requests brought.
            MaxDepth = 128,
        };
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new WireEnumConverterFactory());
        options.Converters.Add(new VersionNumberConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
