using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Internal;

/// <summary>Entities as the table service writes them: JSON with a type beside each property that needs one.</summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    public static BinaryData Write(ITableEntity entity)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in Properties(entity))
            {
                if (name is TableEntity.ETagKey or nameof(ITableEntity.Timestamp)) continue;
                EdmValue.Write(json, name, value, TypeSuffix);
            }
            json.WriteEndObject();
        }
        return BinaryData.FromBytes(buffer.ToArray());
    }

    public static T Read<T>(BinaryData content)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(content);
        return Read<T>(document.RootElement);
    }

    public static IReadOnlyList<T> ReadList<T>(BinaryData content)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(content);
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(Read<T>)];
    }

    private static T Read<T>(JsonElement element)
        where T : class, ITableEntity
    {
        var entity = new TableEntity();
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name == "odata.metadata" || property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)) continue;
            var type = element.TryGetProperty(property.Name + TypeSuffix, out var annotation) ? annotation.GetString() : null;
            entity[property.Name] = EdmValue.Read(property.Value, type);
        }
        if (entity.TryGetValue(nameof(entity.Timestamp), out var timestamp) && timestamp is string text)
        {
            entity.Timestamp = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }
        return entity as T ?? throw Unsupported(typeof(T));
    }

    private static IDictionary<string, object> Properties(ITableEntity entity) =>
        entity as IDictionary<string, object> ?? throw Unsupported(entity.GetType());

    private static NotSupportedException Unsupported(Type type) =>
        new($"eng/OfflineSdk reads and writes TableEntity only, not {type}.");
}
