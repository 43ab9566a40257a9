using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;

namespace PromptFunctions.Core.Templates;

/// <summary>Writes values that are no text: numbers invariantly, booleans in lower case, objects and lists as JSON, what there is not as nothing.</summary>
internal sealed class TemplateFormatter : IFormatterProvider, IFormatter
{
    /// <inheritdoc/>
    public bool TryCreateFormatter(Type type, out IFormatter formatter)
    {
        formatter = this;
        return true;
    }

    /// <inheritdoc/>
    public void Format<T>(T value, in EncodedTextWriter writer)
    {
        switch (value)
        {
            case bool boolean: writer.Write(boolean ? "true" : "false", false); break;
            case decimal or double or int: writer.Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), false); break;
            case ITemplateJson json: writer.Write(json.Json, false); break;
        }
    }
}
