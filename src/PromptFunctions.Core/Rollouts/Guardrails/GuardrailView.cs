namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>A guardrail as the API shows it, with its last verdict.</summary>
public sealed class GuardrailView(GuardrailState state)
{
    /// <summary>The metric.</summary>
    public string Metric { get; } = state.Guardrail.Metric!;

    /// <summary>The highest mean that passes.</summary>
    public double? Max { get; } = state.Guardrail.Max;

    /// <summary>The lowest mean that passes.</summary>
    public double? Min { get; } = state.Guardrail.Min;

    /// <summary>By how much the candidate may be worse, in percent of the baseline's mean.</summary>
    public double? MaxRegressionPercent { get; } = state.Guardrail.MaxRegressionPercent;

    /// <summary>From how many points on there is a verdict.</summary>
    public int MinSamples { get; } = state.Guardrail.MinSamples;

    /// <summary>Whether a step holds until this passes.</summary>
    public bool Required { get; } = state.Guardrail.Required;

    /// <summary>What happens when it is broken.</summary>
    public GuardrailAction Action { get; } = state.Guardrail.Action;

    /// <summary>The last evaluation; null before the first.</summary>
    public GuardrailResult? Last { get; } = state.Last;
}
