using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics;

/// <summary>A version's figures as the API shows them.</summary>
public sealed class VersionMetricsView(VersionRecord version, IReadOnlyDictionary<string, MetricFigures> figures)
{
    /// <summary>The prompt's name.</summary>
    public string Prompt { get; } = version.Prompt;

    /// <summary>Which version of it.</summary>
    public VersionNumber Version { get; } = version.Version;

    /// <summary>Where the version stands in its life.</summary>
    public VersionStatus Status { get; } = version.Status;

    /// <summary>The sum of all metrics' counts.</summary>
    public long TotalRequests { get; } = MetricFigures.Requests(figures);

    /// <summary>The figures by metric.</summary>
    public IReadOnlyDictionary<string, MetricSummary> Metrics { get; } = MetricFigures.Summaries(figures);
}
