namespace PromptFunctions.Core.Experiments;

/// <summary>Where an experiment stands. The last two are ends.</summary>
public enum ExperimentStatus
{
    /// <summary>It shares the traffic out and counts results.</summary>
    Active,

    /// <summary>Its time was up.</summary>
    Completed,

    /// <summary>Somebody ended it before its time.</summary>
    Stopped,
}
