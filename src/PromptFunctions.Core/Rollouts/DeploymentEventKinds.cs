namespace PromptFunctions.Core.Rollouts;

/// <summary>What can happen to a deployment. The transitions among them have an audit entry of the same name.</summary>
public static class DeploymentEventKinds
{
    /// <summary>It was created.</summary>
    public const string Created = "created";

    /// <summary>There is no version to share the traffic with. No transition.</summary>
    public const string NoBaseline = "noBaseline";

    /// <summary>It came to its next stage or step.</summary>
    public const string Step = "step";

    /// <summary>It was paused.</summary>
    public const string Paused = "paused";

    /// <summary>It goes on.</summary>
    public const string Resumed = "resumed";

    /// <summary>A hold was ended early.</summary>
    public const string Advanced = "advanced";

    /// <summary>Its version went live.</summary>
    public const string Completed = "completed";

    /// <summary>It was given up.</summary>
    public const string Aborted = "aborted";

    /// <summary>It was taken back.</summary>
    public const string RolledBack = "rolledBack";

    /// <summary>A gate refused its version.</summary>
    public const string Failed = "failed";

    /// <summary>A guardrail came to another verdict. No transition by itself, but one that is broken has an audit entry where no transition follows.</summary>
    public const string Guardrail = "guardrail";

    /// <summary>A guardrail could not be evaluated several times in a row. No transition.</summary>
    public const string Alert = "alert";
}
