using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Reports;

/// <summary>The live version beside the one that was live before it.</summary>
/// <param name="From">The version that was live before.</param>
/// <param name="To">The live version.</param>
/// <param name="Metrics">How they differ in the period, a row for each metric that either has.</param>
public sealed record ReportComparison(VersionNumber From, VersionNumber To, IReadOnlyList<MetricComparison> Metrics);
