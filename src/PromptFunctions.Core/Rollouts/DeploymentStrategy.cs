namespace PromptFunctions.Core.Rollouts;

/// <summary>How the traffic comes to a version.</summary>
public enum DeploymentStrategy
{
    /// <summary>All at once.</summary>
    Immediate,

    /// <summary>In wide steps within a working day.</summary>
    Gradual,

    /// <summary>In small steps within a day.</summary>
    Canary,

    /// <summary>In steps of the caller's own.</summary>
    Custom,
}
