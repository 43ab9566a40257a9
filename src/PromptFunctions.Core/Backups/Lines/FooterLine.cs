namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A backup's last line: without it, the backup was cut off.</summary>
public sealed record FooterLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "footer";

    /// <summary>How many prompts there are.</summary>
    public required long Prompts { get; init; }

    /// <summary>How many versions.</summary>
    public required long Versions { get; init; }

    /// <summary>How many lines, without the first and this one.</summary>
    public required long Lines { get; init; }

    /// <summary>The SHA-256 of those lines, each with its line feed, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The prompt after which the next part begins; null where this is the last.</summary>
    public string? Next { get; init; }
}
