namespace PromptFunctions.Core.Experiments;

/// <summary>How a treatment does against the control on one metric.</summary>
public enum ComparisonVerdict
{
    /// <summary>Significantly better.</summary>
    Better,

    /// <summary>Significantly worse.</summary>
    Worse,

    /// <summary>Neither.</summary>
    None,
}
