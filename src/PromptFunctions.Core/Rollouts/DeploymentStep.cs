namespace PromptFunctions.Core.Rollouts;

/// <summary>A deployment's step as it is stored.</summary>
/// <param name="Percentage">How much of the traffic gets the candidate, 0–100.</param>
/// <param name="Hold">How long; null for the last one.</param>
/// <param name="StartedAt">When it was applied; null while it is to come.</param>
public sealed record DeploymentStep(decimal Percentage, Hold? Hold, DateTimeOffset? StartedAt = null)
{
    /// <summary>A step that is to come. Its percentage loses zeros that say nothing: 10.0 is 10.</summary>
    public static DeploymentStep Of(RolloutStep step) => new(step.Percentage!.Value / 1.0000000000000000000000000000m, step.Hold);
}
