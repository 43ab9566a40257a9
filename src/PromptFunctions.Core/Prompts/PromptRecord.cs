using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Versions;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Core.Prompts;

/// <summary>
/// A prompt as it is stored. Every change to the prompt or anything below it replaces this row with its tag checked, so
/// that all changes to one prompt happen one after the other.
/// </summary>
public sealed record PromptRecord
{
    /// <summary>Its name, which never changes.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for: one of the known types, or the user's own.</summary>
    public required string Type { get; init; }

    /// <summary>Text or chat, fixed once a version exists.</summary>
    public ContentFormat Format { get; init; }

    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its metrics by name.</summary>
    public IReadOnlyDictionary<string, MetricDefinition> Metrics { get; init; } = new Dictionary<string, MetricDefinition>();

    /// <summary>How it is guarded.</summary>
    public PromptSettings Settings { get; init; } = new();

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the prompt itself (not its versions) last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Branches by name; main is always there.</summary>
    public IReadOnlyDictionary<string, BranchRecord> Branches { get; init; } = new Dictionary<string, BranchRecord> { [BranchRecord.Main] = new() };

    /// <summary>How many versions there are in each status.</summary>
    public IReadOnlyDictionary<VersionStatus, int> StatusCounts { get; init; } = new Dictionary<VersionStatus, int>();

    /// <summary>The live version's statuses so far, so that it can be taken down without being read.</summary>
    public IReadOnlyList<StatusChange> LiveHistory { get; init; } = [];

    /// <summary>The deployment under way; null where there is none.</summary>
    public ActiveDeployment? Deployment { get; init; }

    /// <summary>The deployment that brought what is live; null where nothing is, or where an import did.</summary>
    public string? LiveDeployment { get; init; }

    /// <summary>The hash of its tests' suite; null where it has none.</summary>
    public string? Tests { get; init; }

    /// <summary>Its webhooks by name, as far as changes need to know of them.</summary>
    public IReadOnlyDictionary<string, WebhookSubscription> Webhooks { get; init; } = new Dictionary<string, WebhookSubscription>();

    /// <summary>The number of the last event that webhooks were told of; it never goes back.</summary>
    public long WebhookSequence { get; init; }

    /// <summary>Large imports that were committed: the store shows versions that wait for one of them.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>The checksum of the backup's lines that it was restored from, so that they are known when they come again; null where it was made here.</summary>
    public string? RestoredFrom { get; init; }

    /// <summary>The store's token of the state that was read; null for a prompt that is new.</summary>
    public string? StoreTag { get; init; }

    /// <summary>Whether a version was ever made.</summary>
    public bool HasVersions => StatusCounts.Count > 0;

    /// <summary>The branch that every prompt has.</summary>
    public BranchRecord Main => Branches[BranchRecord.Main];

    /// <summary>The same prompt with a branch changed or added.</summary>
    public PromptRecord WithBranch(string name, BranchRecord branch) =>
        this with { Branches = new Dictionary<string, BranchRecord>(Branches) { [name] = branch } };

    /// <summary>The same prompt with one version moved between statuses; null for one that is new.</summary>
    public PromptRecord WithCount(VersionStatus? from, VersionStatus to)
    {
        var counts = new Dictionary<VersionStatus, int>(StatusCounts);
        if (from is { } left && --counts[left] == 0) counts.Remove(left);
        counts[to] = counts.GetValueOrDefault(to) + 1;
        return this with { StatusCounts = counts };
    }
}
