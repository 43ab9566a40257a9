using PromptFunctions.Core.Audit;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A change that was made.</summary>
public sealed record AuditLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "audit";

    /// <summary>What tells it from others of the same time: a ULID.</summary>
    public required string Id { get; init; }

    /// <summary>The change.</summary>
    public required AuditEntry Entry { get; init; }
}
