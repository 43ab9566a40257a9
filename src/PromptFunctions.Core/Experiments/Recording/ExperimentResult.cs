namespace PromptFunctions.Core.Experiments.Recording;

/// <summary>A subject's result as a request brings it. Requests are read without making one of these; the type says what a result has.</summary>
public sealed record ExperimentResult
{
    /// <summary>Whom it is of, 1 to 1,024 characters.</summary>
    public string? Subject { get; init; }

    /// <summary>What was measured: finite numbers, 0 or 1 where the metric is a proportion. All of them count, or none.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>The arm that served it; the subject's own where it is not given.</summary>
    public string? Arm { get; init; }

    /// <summary>When it was measured, at most 7 days back and 5 minutes ahead; its arrival where it is not given.</summary>
    public DateTimeOffset? At { get; init; }
}
