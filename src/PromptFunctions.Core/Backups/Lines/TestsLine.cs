using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A prompt's tests.</summary>
public sealed record TestsLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "tests";

    /// <summary>The tests, by name.</summary>
    public required IReadOnlyList<PromptTest> Tests { get; init; }
}
