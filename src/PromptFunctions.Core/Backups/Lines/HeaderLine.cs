namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A backup's first line.</summary>
public sealed record HeaderLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "header";

    /// <summary>What <see cref="Format"/> says.</summary>
    public const string TheFormat = "promptfunctions-backup";

    /// <summary>What <see cref="Version"/> says: it goes up when a reader of before could not read it.</summary>
    public const int TheVersion = 1;

    /// <summary>What the lines are.</summary>
    public required string Format { get; init; }

    /// <summary>Which version of that.</summary>
    public required int Version { get; init; }

    /// <summary>When the backup began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The prompt after which it begins; null for the beginning.</summary>
    public string? After { get; init; }
}
