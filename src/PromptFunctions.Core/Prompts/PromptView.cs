using System.Text.Json.Serialization;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Prompts;

/// <summary>A prompt as the API shows it.</summary>
public sealed class PromptView(PromptHead head)
{
    /// <summary>Its name, which never changes.</summary>
    public string Name { get; } = head.Prompt.Name;

    /// <summary>What it is for: a known type, or a name of the user's own.</summary>
    public string Type { get; } = head.Prompt.Type;

    /// <summary>Text or chat.</summary>
    public ContentFormat Format { get; } = head.Prompt.Format;

    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; } = head.Prompt.Description;

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; } = head.Prompt.Tags;

    /// <summary>Its metrics by name.</summary>
    public IReadOnlyDictionary<string, MetricDefinition> Metrics { get; } = head.Prompt.Metrics;

    /// <summary>How it is guarded.</summary>
    public PromptSettings Settings { get; } = head.Prompt.Settings;

    /// <summary>The live version; null where nothing is.</summary>
    public VersionNumber? Live { get; } = head.Route.Live?.Version;

    /// <summary>The highest version on main, whatever its status; null where there is none.</summary>
    public VersionNumber? Latest { get; } = head.Prompt.Main.Head;

    /// <summary>Label → version.</summary>
    public IReadOnlyDictionary<string, VersionNumber> Labels { get; } = head.Route.LabelVersions();

    /// <summary>The names of the branches besides main.</summary>
    public IReadOnlyList<string> Branches { get; } =
        [.. head.Prompt.Branches.Keys.Where(name => name != BranchRecord.Main).Order(StringComparer.Ordinal)];

    /// <summary>Status → how many versions have it.</summary>
    public IReadOnlyDictionary<VersionStatus, int> Versions { get; } =
        head.Prompt.StatusCounts.OrderBy(count => count.Key).ToDictionary(count => count.Key, count => count.Value);

    /// <summary>The running rollout's id, or null.</summary>
    public string? Rollout { get; } = head.Prompt.Deployment?.Id;

    /// <summary>The active experiment's id, or null.</summary>
    public string? Experiment { get; } = head.Route.Experiment?.Id;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; } = head.Prompt.CreatedAt;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; } = head.Prompt.UpdatedAt;

    /// <summary>The prompt's entity tag.</summary>
    [JsonIgnore]
    public string Tag => EntityTag.Of(this);

    /// <summary>The entity tag of a prompt.</summary>
    public static string TagOf(PromptHead head) => new PromptView(head).Tag;
}
