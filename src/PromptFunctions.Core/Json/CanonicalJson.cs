using System.Globalization;
using System.Text;

namespace PromptFunctions.Core.Json;

/// <summary>Strings as the JSON Canonicalization Scheme writes them (RFC 8785, section 3.2.2.2).</summary>
public static class CanonicalJson
{
    /// <summary>Appends a string with the scheme's minimal escapes.</summary>
    public static void AppendString(StringBuilder json, string value)
    {
        json.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append("\\\\"); break;
                case '\b': json.Append("\\b"); break;
                case '\t': json.Append("\\t"); break;
                case '\n': json.Append("\\n"); break;
                case '\f': json.Append("\\f"); break;
                case '\r': json.Append("\\r"); break;
                case < ' ': json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)); break;
                default: json.Append(c); break;
            }
        }
        json.Append('"');
    }
}
