using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>Some of a subject's values of one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Values">The values' moments.</param>
public readonly record struct SubjectMetric(string Metric, Moments Values);
