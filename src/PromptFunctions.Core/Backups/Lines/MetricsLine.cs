namespace PromptFunctions.Core.Backups.Lines;

/// <summary>Some figures of a version, or of a rollout's arm: as many as one transaction writes.</summary>
public sealed record MetricsLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "metrics";

    /// <summary>What was measured, with the prompt's name.</summary>
    public required string Target { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<BackedUpFigures> Figures { get; init; }
}
