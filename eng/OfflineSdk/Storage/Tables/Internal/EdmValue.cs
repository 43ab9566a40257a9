using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Internal;

/// <summary>The table service's types: how a value is written, and which needs its type beside it.</summary>
internal static class EdmValue
{
    public static void Write(Utf8JsonWriter json, string name, object value, string typeSuffix)
    {
        if (AnnotatedType(value) is { } type) json.WriteString(name + typeSuffix, type);
        json.WritePropertyName(name);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long or ulong: json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value}")); break;
            case double.NaN: json.WriteStringValue("NaN"); break;
            // As in the SDK, an infinite number is an ArgumentException.
            case double number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case Guid id: json.WriteStringValue(id); break;
            case DateTimeOffset time: json.WriteStringValue(Text(time)); break;
            case DateTime { Kind: DateTimeKind.Utc } time: json.WriteStringValue(Text(time)); break;
            case DateTime time: throw new NotSupportedException($"DateTime {time} has a Kind of {time.Kind}. Azure SDK requires it to be UTC.");
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case BinaryData bytes: json.WriteBase64StringValue(bytes); break;
            case Enum: throw new NotSupportedException("Enum values are only supported for custom model types implementing ITableEntity.");
            default: throw new NotSupportedException($"Not supported type {value.GetType()}");
        }
    }

    public static object Read(JsonElement json, string type) => type switch
    {
        "Edm.Binary" => json.GetBytesFromBase64(),
        "Edm.DateTime" => DateTimeOffset.Parse(json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "Edm.Guid" => json.GetGuid(),
        "Edm.Int64" => long.Parse(json.GetString(), CultureInfo.InvariantCulture),
        "Edm.Double" => double.Parse(json.GetString(), CultureInfo.InvariantCulture),
        null => Untyped(json),
        _ => throw new NotSupportedException("Not supported type " + type),
    };

    private static object Untyped(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        // A double always has a point or an exponent here, so it is no int.
        JsonValueKind.Number when json.TryGetInt32(out var number) => number,
        JsonValueKind.Number when json.TryGetInt64(out var number) => number,
        JsonValueKind.Number => json.GetDouble(),
        _ => throw new NotSupportedException($"Not supported value kind {json.ValueKind}"),
    };

    private static string AnnotatedType(object value) => value switch
    {
        byte[] or BinaryData => "Edm.Binary",
        long or ulong => "Edm.Int64",
        double => "Edm.Double",
        Guid => "Edm.Guid",
        DateTimeOffset or DateTime => "Edm.DateTime",
        _ => null,
    };

    private static string Text(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
