using PromptFunctions.Core.Changes;

namespace PromptFunctions.Core.Experiments.Recording;

/// <summary>A batch of results.</summary>
public sealed record RecordResultsRequest : IAuthored
{
    /// <summary>The most metrics of one result.</summary>
    public const int MostMetrics = 50;

    /// <summary>The results, at most 10,000.</summary>
    public IReadOnlyList<ExperimentResult>? Results { get; init; }

    /// <summary>The sender's name for the batch, the same in every attempt to send it; one is made where none is given.</summary>
    public string? BatchId { get; init; }

    /// <inheritdoc/>
    public string? Author { get; init; }
}
