namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>A point as it stands in a request: its texts are spans of the request's own bytes, so that reading it makes no object.</summary>
internal ref struct RawPoint
{
    /// <summary>The prompt in UTF-8.</summary>
    public ReadOnlySpan<byte> Prompt;

    /// <summary>The version in UTF-8.</summary>
    public ReadOnlySpan<byte> Version;

    /// <summary>The metric in UTF-8.</summary>
    public ReadOnlySpan<byte> Metric;

    /// <summary>The assignment in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> Assignment;

    /// <summary>The subject in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> Subject;

    /// <summary>The value, which may be infinite.</summary>
    public double Value;

    /// <summary>When it was measured; null where it does not say.</summary>
    public DateTimeOffset? At;

    /// <summary>What is wrong with its form; null where nothing is.</summary>
    public string? Error;
}
