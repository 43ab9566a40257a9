namespace PromptFunctions.Core.Experiments;

/// <summary>How differences are tested.</summary>
public enum ExperimentMethod
{
    /// <summary>P-values and intervals that hold at all times together: it may be looked at, and stopped, at any time.</summary>
    Sequential,

    /// <summary>Welch's t-test: more powerful, and only honest when it is looked at once, at the end.</summary>
    Fixed,
}
