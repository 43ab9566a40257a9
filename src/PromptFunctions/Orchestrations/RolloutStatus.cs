namespace PromptFunctions.Orchestrations;

/// <summary>What an orchestration shows of its deployment to whoever looks at the engine.</summary>
/// <param name="Stage">What the deployment is doing.</param>
/// <param name="Percentage">How much of the traffic the candidate gets, 0–100; null where it could not be read.</param>
/// <param name="NextChange">When it is looked at again; null while it waits for a command.</param>
public sealed record RolloutStatus(string Stage, decimal? Percentage, DateTime? NextChange);
