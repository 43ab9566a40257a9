using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>An arm that an experiment is to have.</summary>
public sealed record ExperimentArmRequest
{
    /// <summary>What it is called.</summary>
    public string? Name { get; init; }

    /// <summary>The version that it serves.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>Its share of the subjects, relative to the others'; above 0.</summary>
    public double? Weight { get; init; }
}
