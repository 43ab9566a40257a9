namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>A point as a batch brings it. Batches are read without making one of these; the type says what a point has.</summary>
public sealed record MetricPoint
{
    /// <summary>The prompt's name.</summary>
    public string? Prompt { get; init; }

    /// <summary>An exact version of it.</summary>
    public string? Version { get; init; }

    /// <summary>What was measured.</summary>
    public string? Metric { get; init; }

    /// <summary>The value: finite, and 0 or 1 where the metric is a proportion.</summary>
    public double Value { get; init; }

    /// <summary>When it was measured, at most 7 days back and 5 minutes ahead; its arrival where it is not given.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whom it was served to.</summary>
    public string? Subject { get; init; }

    /// <summary>The assignment that <c>resolve</c> gave.</summary>
    public string? Assignment { get; init; }
}
