using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Reports;

/// <summary>A version in a report.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Status">Where it stands now.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="TotalRequests">How many points it has in the period, over all metrics.</param>
/// <param name="Metrics">Its figures in the period, by metric.</param>
/// <param name="Tests">What came of its last run of the prompt's tests; null where there was none.</param>
public sealed record ReportVersion(
    VersionNumber Version, VersionStatus Status, DateTimeOffset CreatedAt, long TotalRequests, IReadOnlyDictionary<string, MetricSummary> Metrics,
    TestSummary? Tests = null);
