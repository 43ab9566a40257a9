using System.Text.Json;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>The members of an object of metrics and numbers, one after the other. A copy begins anew where it was copied.</summary>
/// <param name="reader">A reader that stands on the object, whose form was checked.</param>
internal ref struct MetricValues(Utf8JsonReader reader)
{
    private Utf8JsonReader reader = reader;

    /// <summary>The metric in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Its value, which may be infinite.</summary>
    public double Value { get; private set; }

    /// <summary>Goes on to the next; false where there is none.</summary>
    public bool MoveNext()
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName) return false;
        Name = JsonTexts.TryGet(ref reader, out var name) ? name : default;
        reader.Read();
        Value = reader.GetDouble();
        return true;
    }
}
