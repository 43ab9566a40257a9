using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>A deployment's guardrail with what was found last.</summary>
/// <param name="Guardrail">The guardrail.</param>
/// <param name="Goal">Which way its metric got better when the deployment was created.</param>
/// <param name="Kind">What its metric's values were then.</param>
/// <param name="Last">The last evaluation; null before the first.</param>
/// <param name="Errors">How many evaluations in a row could not be made.</param>
public sealed record GuardrailState(
    Guardrail Guardrail, Metrics.MetricGoal Goal, Metrics.MetricKind Kind = Metrics.MetricKind.Mean, GuardrailResult? Last = null, int Errors = 0)
{
    /// <summary>After how many errors in a row somebody is told.</summary>
    public const int AlertAfter = 5;

    /// <summary>Whether a step may not be left yet because of it.</summary>
    public bool Blocks => Guardrail.Required && Last?.Verdict != GuardrailVerdict.Pass;

    /// <summary>Whether it was broken at the last look.</summary>
    [JsonIgnore]
    public bool IsBroken => Last?.Verdict == GuardrailVerdict.Fail;

    /// <summary>The same guardrail after an evaluation.</summary>
    public GuardrailState With(GuardrailResult result) => this with { Last = result, Errors = result.Verdict == GuardrailVerdict.Error ? Errors + 1 : 0 };
}
