using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.OpenApi;

/// <summary>The schemas of documents, taken from their types as the serializer sees them.</summary>
internal sealed class OpenApiSchemas
{
    private readonly SortedDictionary<string, JsonNode> components = new(StringComparer.Ordinal) { ["Problem"] = ProblemSchema() };

    /// <summary>A reference to the schema of a document that is taken: members may be left out, unknown ones may not be there.</summary>
    public JsonNode Request(Type type) => type == typeof(object) ? new JsonObject { ["type"] = "object" } : Reference(type, JsonObjectSchema(type, isAnswer: false));

    /// <summary>A reference to the schema of a document that is answered: members are always there, and there may be more one day.</summary>
    public JsonNode Answer(Type type) => type == typeof(object) ? new JsonObject { ["type"] = "object" } : Reference(type, JsonObjectSchema(type, isAnswer: true));

    /// <summary>A problem with one of some codes.</summary>
    public static JsonObject Problem(IEnumerable<string> codes) => new()
    {
        ["$ref"] = "#/components/schemas/Problem",
        ["properties"] = new JsonObject { ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes]) } },
    };

    /// <summary>One of several schemas; the schema itself where there is one.</summary>
    public static JsonNode AnyOf(JsonNode[] schemas) => schemas.Length == 1 ? schemas[0] : new JsonObject { ["anyOf"] = new JsonArray(schemas) };

    /// <summary>All schemas that were referred to.</summary>
    public JsonObject Components() => new(components.Select(component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value)));

    private JsonObject Reference(Type type, JsonNode schema)
    {
        var (name, at) = (Name(type), $"#/components/schemas/{Name(type)}");
        Relocate(schema, at);
        components.TryAdd(name, schema);
        return new() { ["$ref"] = at };
    }

    /// <summary>The exporter refers to a type's first place from the schema's own root, which here lies in the document.</summary>
    private static void Relocate(JsonNode? schema, string at)
    {
        if (schema is JsonObject json && (string?)json["$ref"] is { } reference) json["$ref"] = at + reference[1..];
        foreach (var inner in schema is JsonArray items ? items : (schema as JsonObject)?.Select(member => member.Value) ?? []) Relocate(inner, at);
    }

    private static string Name(Type type) => type switch
    {
        { IsArray: true } => Name(type.GetElementType()!) + "List",
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Page<>) => Name(type.GenericTypeArguments[0]) + "Page",
        _ => type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name,
    };

    private static JsonNode JsonObjectSchema(Type type, bool isAnswer) => CoreJson.Options.GetJsonSchemaAsNode(type, new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Transform(context, schema, isAnswer),
    });

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, bool isAnswer)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var nullable = type != context.TypeInfo.Type || context.PropertyInfo is { IsGetNullable: true };
        if (type == typeof(VersionNumber)) return Text(nullable, new() { ["maxLength"] = VersionNumber.MaximumLength });
        if (type == typeof(Hold)) return Text(nullable, []);
        if (type == typeof(DateTimeOffset)) return Text(nullable, new() { ["format"] = "date-time" });
        if (type.IsEnum) return Enumeration(type, nullable);
        if (schema is JsonObject json && json["properties"] is JsonObject properties && isAnswer)
        {
            json.Remove("additionalProperties");
            json["required"] = new JsonArray([.. properties.Select(property => property.Key).Where(name => !MayBeLeftOut(context, name))]);
        }
        // Anything at all is the schema true, which not every reader of OpenAPI knows.
        return schema is JsonObject ? schema : new JsonObject();
    }

    private static bool MayBeLeftOut(JsonSchemaExporterContext context, string name) =>
        context.TypeInfo.Properties.First(property => property.Name == name).AttributeProvider is MemberInfo member
        && member.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.WhenWritingNull };

    private static JsonObject Text(bool nullable, JsonObject schema)
    {
        schema["type"] = nullable ? new JsonArray("string", "null") : "string";
        return schema;
    }

    private static JsonObject Enumeration(Type type, bool nullable)
    {
        var names = Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(Enum.ToObject(type, value), type, CoreJson.Options));
        return Text(nullable, new() { ["enum"] = new JsonArray([.. nullable ? names.Append(null) : names]) });
    }

    private static JsonObject ProblemSchema()
    {
        static JsonObject Member(string type) => new() { ["type"] = type };

        return new()
        {
            ["type"] = "object",
            ["description"] = "RFC 9457; errors maps member paths to messages, and is there on 400.",
            ["required"] = new JsonArray("type", "title", "status", "detail", "code", "traceId"),
            ["properties"] = new JsonObject
            {
                ["type"] = Member("string"),
                ["title"] = Member("string"),
                ["status"] = Member("integer"),
                ["detail"] = Member("string"),
                ["code"] = Member("string"),
                ["traceId"] = Member("string"),
                ["errors"] = new JsonObject
                {
                    ["type"] = "object",
                    ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = Member("string") },
                },
            },
        };
    }
}
