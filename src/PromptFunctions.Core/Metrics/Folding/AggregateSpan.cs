namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>What time an aggregate is of.</summary>
public enum AggregateSpan
{
    /// <summary>All of it.</summary>
    Total,

    /// <summary>A day of UTC.</summary>
    Day,

    /// <summary>An hour.</summary>
    Hour,
}
