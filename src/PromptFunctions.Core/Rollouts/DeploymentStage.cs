namespace PromptFunctions.Core.Rollouts;

/// <summary>What a deployment is doing; after an end other than completion, what it was doing then.</summary>
public enum DeploymentStage
{
    /// <summary>The gate of <c>testing</c> is being checked.</summary>
    Validating,

    /// <summary>The gate of <c>production</c> is being checked.</summary>
    Testing,

    /// <summary>A step is being applied.</summary>
    Deploying,

    /// <summary>A step holds.</summary>
    Monitoring,

    /// <summary>The version is live.</summary>
    Completed,
}
