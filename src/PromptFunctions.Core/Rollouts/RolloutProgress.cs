namespace PromptFunctions.Core.Rollouts;

/// <summary>Where a deployment stands, for the engine that drives it.</summary>
/// <param name="IsEnded">Whether there is nothing left to do.</param>
/// <param name="Stage">What it is doing.</param>
/// <param name="Percentage">How much of the traffic the candidate gets, 0–100.</param>
/// <param name="NextChange">When to look again; null to wait for a command.</param>
public sealed record RolloutProgress(bool IsEnded, string Stage, decimal Percentage, DateTimeOffset? NextChange)
{
    /// <summary>The progress of a deployment.</summary>
    public static RolloutProgress Of(DeploymentRecord deployment, DateTimeOffset? next) =>
        new(deployment.IsEnded, Json.WireName.Of(deployment.Stage), deployment.Percentage, next);

    /// <summary>There is no such deployment: its creation did not come through.</summary>
    public static RolloutProgress Unknown { get; } = new(true, "unknown", 0, null);
}
