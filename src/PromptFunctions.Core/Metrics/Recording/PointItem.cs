using System.Text.Json;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Points in a list.</summary>
internal sealed class PointItem : IBatchItem
{
    /// <summary>The one there is.</summary>
    public static PointItem Instance { get; } = new();

    /// <inheritdoc/>
    public string List => "points";

    /// <inheritdoc/>
    public void Read(scoped ref Utf8JsonReader reader, PointBatch batch)
    {
        var point = default(RawPoint);
        PointReader.Read(ref reader, ref point);
        batch.Add(in point);
    }
}
