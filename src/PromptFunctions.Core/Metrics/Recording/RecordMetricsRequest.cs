using PromptFunctions.Core.Changes;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>A batch of points.</summary>
public sealed record RecordMetricsRequest : IAuthored
{
    /// <summary>The most points in a batch.</summary>
    public const int MostPoints = 10_000;

    /// <summary>The longest batch id in characters.</summary>
    public const int BatchIdCharacters = 256;

    /// <summary>The sender's name for the batch, the same in every attempt to send it; one is made where none is given.</summary>
    public string? BatchId { get; init; }

    /// <summary>The points, at most <see cref="MostPoints"/>.</summary>
    public IReadOnlyList<MetricPoint>? Points { get; init; }

    /// <inheritdoc/>
    public string? Author { get; init; }
}
