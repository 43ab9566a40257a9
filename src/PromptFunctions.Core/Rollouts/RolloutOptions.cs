using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Settings of rollouts, in the section <c>Rollouts</c>.</summary>
public sealed class RolloutOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Rollouts";

    /// <summary>How many seconds lie between two looks at a rollout's guardrails. 0.1 to 45, default 30: the engine adds some seconds, and a minute is promised.</summary>
    [Range(0.1, 45)]
    public double EvaluationSeconds { get; set; } = 30;

    /// <summary>The same as a time.</summary>
    public TimeSpan EvaluationInterval => TimeSpan.FromSeconds(EvaluationSeconds);
}
