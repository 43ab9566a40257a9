using PromptFunctions.Core.Common;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>How a version came to be live, as it is stored.</summary>
public sealed record DeploymentRecord
{
    /// <summary>Its ULID.</summary>
    public required string Id { get; init; }

    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The version that went live.</summary>
    public required VersionNumber Version { get; init; }

    /// <summary>What was live before; null where nothing was.</summary>
    public VersionNumber? Baseline { get; init; }

    /// <summary>How it was done.</summary>
    public required string Strategy { get; init; }

    /// <summary>How it ended.</summary>
    public required string Status { get; init; }

    /// <summary>The share of traffic that it reached, 0–100.</summary>
    public required decimal Percentage { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    /// <summary>Why, if they said.</summary>
    public string? Reason { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A version going live at once.</summary>
    public static DeploymentRecord Immediate(VersionRecord version, VersionNumber? baseline, string by, string? reason, DateTimeOffset at) => new()
    {
        Id = Ulid.New(at),
        Prompt = version.Prompt,
        Version = version.Version,
        Baseline = baseline,
        Strategy = "immediate",
        Status = "completed",
        Percentage = 100,
        By = by,
        Reason = reason,
        StartedAt = at,
        EndedAt = at,
    };
}
