using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Core.Purging;

/// <summary>Settings of purging, in the section <c>Purge</c>.</summary>
public sealed class PurgeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Purge";

    /// <summary>For how many days the history of a rollout's orchestration that is over is kept. 1 to 365, default 7.</summary>
    [Range(1, 365)]
    public int HistoryDays { get; set; } = 7;

    /// <summary>How many prompts a run goes through at most; the next run goes on. 1 to 100000, default 1000.</summary>
    [Range(1, 100_000)]
    public int PromptsPerRun { get; set; } = 1000;

    /// <summary>How many blobs a run lists at most; the next run goes on. 1 to 1000000, default 100000.</summary>
    [Range(1, 1_000_000)]
    public int BlobsPerRun { get; set; } = 100_000;
}
