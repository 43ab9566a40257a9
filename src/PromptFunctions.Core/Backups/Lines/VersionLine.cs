using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A version with its content.</summary>
public sealed record VersionLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "version";

    /// <summary>The version.</summary>
    public required VersionRecord Version { get; init; }

    /// <summary>The text, for a text prompt.</summary>
    public string? Content { get; init; }

    /// <summary>The messages, for a chat prompt.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}
