namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>An evaluation of a guardrail.</summary>
/// <param name="Verdict">What it came to.</param>
/// <param name="Value">The candidate's mean; null without points.</param>
/// <param name="Baseline">The baseline's mean, where it is compared with; else null.</param>
/// <param name="Samples">How many points the verdict rests on: the fewer of the two sides where both are compared.</param>
/// <param name="At">When.</param>
/// <param name="Reason">The figures and the bound in a sentence.</param>
public sealed record GuardrailResult(GuardrailVerdict Verdict, double? Value, double? Baseline, long Samples, DateTimeOffset At, string Reason);
