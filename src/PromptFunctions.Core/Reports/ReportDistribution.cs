using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Reports;

/// <summary>How one version's values of a metric are spread.</summary>
public sealed record ReportDistribution
{
    /// <summary>The version.</summary>
    public required VersionNumber Version { get; init; }

    /// <summary>How many values there are, at least one.</summary>
    public required long Count { get; init; }

    /// <summary>Their mean; a proportion's rate.</summary>
    public required double Mean { get; init; }

    /// <summary>Their sample standard deviation, 0 for one value.</summary>
    public required double Std { get; init; }

    /// <summary>The least value.</summary>
    public required double Min { get; init; }

    /// <summary>The 1st percentile.</summary>
    public required double P1 { get; init; }

    /// <summary>The 5th percentile.</summary>
    public required double P5 { get; init; }

    /// <summary>The 25th percentile.</summary>
    public required double P25 { get; init; }

    /// <summary>The 50th percentile.</summary>
    public required double Median { get; init; }

    /// <summary>The 75th percentile.</summary>
    public required double P75 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public required double P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public required double P99 { get; init; }

    /// <summary>The greatest value.</summary>
    public required double Max { get; init; }

    /// <summary>The histogram, lowest first, of <see cref="ReportBins.Most"/> bins at the most.</summary>
    public IReadOnlyList<ReportBin> Bins { get; init; } = [];
}
