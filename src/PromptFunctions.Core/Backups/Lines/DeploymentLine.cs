using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A deployment with its events.</summary>
public sealed record DeploymentLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "deployment";

    /// <summary>The deployment.</summary>
    public required DeploymentRecord Deployment { get; init; }
}
