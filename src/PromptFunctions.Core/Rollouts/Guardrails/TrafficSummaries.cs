using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>One metric on both sides of a rollout, since it began.</summary>
/// <param name="Candidate">The figures of the candidate's traffic; null without points.</param>
/// <param name="Baseline">The figures of the baseline's traffic in the same time; null without points.</param>
public sealed record TrafficSummaries(MetricSummary? Candidate, MetricSummary? Baseline);
