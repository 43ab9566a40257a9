namespace PromptFunctions.Core.Rollouts;

/// <summary>What a deployment does next.</summary>
public abstract record RolloutMove
{
    private RolloutMove()
    {
    }

    /// <summary>Check the gate of <c>testing</c>.</summary>
    public sealed record Validate : RolloutMove;

    /// <summary>Check the gate of <c>production</c>.</summary>
    public sealed record Test : RolloutMove;

    /// <summary>Apply the next step.</summary>
    public sealed record NextStep : RolloutMove;

    /// <summary>Pause, because of a guardrail.</summary>
    public sealed record Pause(string Reason) : RolloutMove;

    /// <summary>Roll back, because of a guardrail.</summary>
    public sealed record RollBack(string Reason) : RolloutMove;

    /// <summary>Wait until a time, or for a command where none is given.</summary>
    public sealed record Wait(DateTimeOffset? Until) : RolloutMove;

    /// <summary>Nothing: it is over.</summary>
    public sealed record None : RolloutMove;
}
