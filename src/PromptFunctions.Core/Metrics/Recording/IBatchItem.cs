using System.Text.Json;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>What a batch in one JSON document is a list of.</summary>
internal interface IBatchItem
{
    /// <summary>The member that has the list.</summary>
    string List { get; }

    /// <summary>Reads the item that the reader stands on, and adds it to the batch.</summary>
    void Read(scoped ref Utf8JsonReader reader, PointBatch batch);
}
