using System.Globalization;
using System.Xml;

namespace Azure.Data.Tables.Internal;

/// <summary>OData filters: a text whose values are written as literals of their types.</summary>
internal static class QueryFilter
{
    public static string Create(FormattableString filter) => filter is null
        ? null
        : string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);

    /// <summary>A text as it stands between single quotes.</summary>
    public static string Escape(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static string Literal(object value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"'{Escape(text)}'",
        char character => $"'{Escape(character.ToString())}'",
        long or ulong => string.Create(CultureInfo.InvariantCulture, $"{value}L"),
        sbyte or byte or short or ushort or int or uint or float or double or decimal =>
            string.Create(CultureInfo.InvariantCulture, $"{value}"),
        Guid id => $"guid'{id}'",
        DateTimeOffset time => Literal(time.UtcDateTime),
        DateTime time => $"datetime'{XmlConvert.ToString(time.ToUniversalTime(), XmlDateTimeSerializationMode.RoundtripKind)}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData bytes => Literal(bytes.ToArray()),
        _ => throw new ArgumentException($"Unable to convert a value of type {value.GetType()} to an OData literal."),
    };
}
