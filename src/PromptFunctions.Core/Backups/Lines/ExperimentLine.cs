using PromptFunctions.Core.Experiments;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>An experiment: what it tests, how it looked, and what it found.</summary>
public sealed record ExperimentLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "experiment";

    /// <summary>The experiment.</summary>
    public required ExperimentRecord Experiment { get; init; }
}
