namespace PromptFunctions.Core.Rollouts;

/// <summary>A share of the traffic, and for how long it stays.</summary>
public sealed record RolloutStep
{
    /// <summary>How much of the traffic gets the candidate, 0–100 with two decimals at most.</summary>
    public decimal? Percentage { get; init; }

    /// <summary>How long; null for the last step, which is the end.</summary>
    public Hold? Hold { get; init; }

    /// <summary>A step of a built-in strategy.</summary>
    public static RolloutStep Of(decimal percentage, int hours) => new() { Percentage = percentage, Hold = Rollouts.Hold.Hours(hours) };

    /// <summary>All of the traffic, at last.</summary>
    public static RolloutStep Last { get; } = new() { Percentage = 100 };
}
