namespace PromptFunctions.Core.Backups.Lines;

/// <summary>Some subjects of a part of an experiment: as many as one transaction writes.</summary>
public sealed record SubjectsLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "subjects";

    /// <summary>The experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>Which part of its subjects.</summary>
    public required int Part { get; init; }

    /// <summary>What all subjects of the part add up to; on its first line.</summary>
    public BackedUpTally? Tally { get; init; }

    /// <summary>The subjects.</summary>
    public required IReadOnlyList<BackedUpSubject> Subjects { get; init; }
}
