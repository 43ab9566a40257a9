using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Experiments;

/// <summary>A metric that an experiment is decided by, as the prompt defined it when the experiment began: what counts as better is settled before there is data.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Goal">Which way it gets better.</param>
/// <param name="Kind">What its values are.</param>
public sealed record SuccessMetric(string Name, MetricGoal Goal, MetricKind Kind);
