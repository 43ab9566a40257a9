using System.Text;
using System.Text.Json;
using PromptFunctions.Core.Json;

namespace PromptFunctions.UnitTests.Json;

public sealed class CanonicalJsonTests
{
    // The examples of RFC 8785, section 3.2.2.2 and appendix B, and its rule for each control character.
    [Theory]
    [InlineData("\u20ac$\u000f\nA'B\"\\\\\"/", "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"")]
    [InlineData("\0\u000b\u001f", "\"\\u0000\\u000b\\u001f\"")]
    [InlineData("\u007f\u0080\u2028\u2029\ufeff", "\"\u007f\u0080\u2028\u2029\ufeff\"")]
    [InlineData("<&>+'`/", "\"<&>+'`/\"")]
    [InlineData("서울 😀", "\"서울 😀\"")]
    [InlineData("", "\"\"")]
    public void Only_what_json_demands_is_escaped(string text, string canonical)
    {
        var json = new StringBuilder();
        CanonicalJson.AppendString(json, text);

        Assert.Equal(canonical, json.ToString());
        Assert.Equal(text, JsonSerializer.Deserialize<string>(json.ToString()));
    }
}
