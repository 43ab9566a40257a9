namespace PromptFunctions.Core.Metrics;

/// <summary>What a metric's values are.</summary>
public enum MetricKind
{
    /// <summary>Finite numbers, summed up by their mean.</summary>
    Mean,

    /// <summary>0 or 1, summed up by their rate.</summary>
    Proportion,
}
