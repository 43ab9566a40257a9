using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Reports;

/// <summary>How a prompt's versions did over some days: what is answered as JSON, and what the other formats are rendered from.</summary>
public sealed record PerformanceReport
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>What kind of prompt it is.</summary>
    public required string Type { get; init; }

    /// <summary>What it is for; empty where nothing was said.</summary>
    public string Description { get; init; } = "";

    /// <summary>When the figures were read.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>The first instant that counts.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant that no longer counts; after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many days were asked for.</summary>
    public required int Days { get; init; }

    /// <summary>How long a point of every trend is.</summary>
    public required ReportInterval Interval { get; init; }

    /// <summary>The live version; null where none is.</summary>
    public VersionNumber? Live { get; init; }

    /// <summary>When it went live; null where none is, or where it is not known.</summary>
    public DateTimeOffset? LiveSince { get; init; }

    /// <summary>All versions, in the order in which they were created, also those without a point.</summary>
    public IReadOnlyList<ReportVersion> Versions { get; init; } = [];

    /// <summary>The metrics that have points in the period, in the order in which they are shown.</summary>
    public IReadOnlyList<ReportMetric> Metrics { get; init; } = [];

    /// <summary>The rollouts and experiments of the period, oldest first.</summary>
    public IReadOnlyList<ReportEvent> Events { get; init; } = [];

    /// <summary>The experiments of the period, newest first.</summary>
    public IReadOnlyList<ReportExperiment> Experiments { get; init; } = [];

    /// <summary>The live version beside the one before; null where there are no two.</summary>
    public ReportComparison? Comparison { get; init; }

    /// <summary>What stands out, in sentences; what got worse comes first.</summary>
    public IReadOnlyList<string> Findings => ReportFindings.Of(this);
}
