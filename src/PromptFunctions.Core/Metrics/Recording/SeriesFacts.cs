using PromptFunctions.Core.Experiments.Subjects;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Where the points of a series count, or why they do not.</summary>
public sealed record SeriesFacts
{
    /// <summary>The version; points of a series without a rejection always have one.</summary>
    public MetricTarget Version { get; init; }

    /// <summary>The rollout's arm of the assignment; null where there is none.</summary>
    public MetricTarget? Arm { get; init; }

    /// <summary>The experiment's arm of the assignment, which counts subjects; null where there is none.</summary>
    public ExperimentArm? Experiment { get; init; }

    /// <summary>The prompt's metrics whose values are 0 or 1.</summary>
    public IReadOnlySet<string> Proportions { get; init; } = new HashSet<string>();

    /// <summary>Why its points do not count, and the same for people; null where they do.</summary>
    public (string Code, string Message)? Rejection { get; init; }

    /// <summary>Facts of a series whose points do not count.</summary>
    public static SeriesFacts Rejected(string code, string message) => new() { Rejection = (code, message) };
}
