namespace PromptFunctions.Core.Metrics;

/// <summary>Which way a metric gets better.</summary>
public enum MetricGoal
{
    /// <summary>Higher is better.</summary>
    Maximize,

    /// <summary>Lower is better.</summary>
    Minimize,

    /// <summary>Neither.</summary>
    None,
}
