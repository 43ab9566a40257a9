using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>The content that branches left another branch at. The version may have another by now: it was a draft then.</summary>
public sealed record BaseLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "base";

    /// <summary>The hash that the branches have.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The text, for a text prompt.</summary>
    public string? Content { get; init; }

    /// <summary>The messages, for a chat prompt.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}
