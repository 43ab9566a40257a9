namespace PromptFunctions.Core.Rollouts;

/// <summary>What can be asked of a deployment.</summary>
public enum DeploymentCommand
{
    /// <summary>Keep the share that the candidate has.</summary>
    Pause,

    /// <summary>Go on with the rest of the hold.</summary>
    Resume,

    /// <summary>End the hold now.</summary>
    Advance,

    /// <summary>Go live now, whatever guardrails say.</summary>
    Complete,

    /// <summary>Give it up: all traffic returns to the baseline.</summary>
    Abort,

    /// <summary>Take it back: all traffic returns to the baseline.</summary>
    Rollback,
}
