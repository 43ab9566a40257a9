namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A prompt's last line: without it, nothing of the prompt is restored.</summary>
public sealed record EndLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "end";

    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>How many versions it has.</summary>
    public required long Versions { get; init; }

    /// <summary>How many lines, without this one.</summary>
    public required long Lines { get; init; }

    /// <summary>The SHA-256 of those lines, each with its line feed, in lower-case hex.</summary>
    public required string Sha256 { get; init; }
}
