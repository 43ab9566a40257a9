using PromptFunctions.Core.Metrics;

namespace PromptFunctions.UnitTests.Reports;

/// <summary>A metric of a sample, with how its values are drawn, by how many versions ago they were made.</summary>
internal sealed record SampledMetric(string Name, MetricGoal Goal, MetricKind Kind, string? Unit, Func<Random, int, double> Value);
