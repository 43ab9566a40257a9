namespace PromptFunctions.Core.Rollouts;

/// <summary>Where a deployment stands. The last four are ends.</summary>
public enum DeploymentStatus
{
    /// <summary>Its gates are being checked; nothing is served of it.</summary>
    Pending,

    /// <summary>Its candidate gets a share of the traffic, which grows.</summary>
    InProgress,

    /// <summary>Its candidate keeps the share that it has.</summary>
    Paused,

    /// <summary>Its version went live.</summary>
    Completed,

    /// <summary>It was given up before it was done.</summary>
    Aborted,

    /// <summary>It was taken back, before it was done or afterwards.</summary>
    RolledBack,

    /// <summary>A gate refused its version; nothing was changed.</summary>
    Failed,
}
