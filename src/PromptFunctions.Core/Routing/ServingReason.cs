namespace PromptFunctions.Core.Routing;

/// <summary>Why a version was served.</summary>
public enum ServingReason
{
    /// <summary>It is the live one.</summary>
    Live,

    /// <summary>A rollout shares the traffic out.</summary>
    Rollout,

    /// <summary>An experiment shares the traffic out.</summary>
    Experiment,

    /// <summary>It was asked for by a label.</summary>
    Label,

    /// <summary>It was asked for by its version.</summary>
    Pinned,
}
