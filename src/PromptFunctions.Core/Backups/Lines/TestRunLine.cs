using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A version's last run of tests.</summary>
public sealed record TestRunLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "testRun";

    /// <summary>The run.</summary>
    public required TestRun Run { get; init; }
}
