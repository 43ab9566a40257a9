namespace PromptFunctions.Core.Metrics.Trends;

/// <summary>What a trend's points are of.</summary>
public enum TrendInterval
{
    /// <summary>A version each, in the order in which they were created.</summary>
    Version,

    /// <summary>An hour each, all versions together.</summary>
    Hour,

    /// <summary>A day each, all versions together.</summary>
    Day,
}
