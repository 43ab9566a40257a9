namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>How a batch of points is written.</summary>
public enum PointFormat
{
    /// <summary>One JSON document with a list of points.</summary>
    Json,

    /// <summary>One point a line, as JSON (application/x-ndjson).</summary>
    Lines,
}
