using System.Text.Json;
using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Versions;

/// <summary>A version as it is stored: all but its content, which <see cref="ContentHash"/> names.</summary>
public sealed record VersionRecord
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>Which version of it.</summary>
    public required VersionNumber Version { get; init; }

    /// <summary>The branch it was made on.</summary>
    public required string Branch { get; init; }

    /// <summary>The version it came after; null for the first.</summary>
    public VersionNumber? Parent { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required VersionStatus Status { get; init; }

    /// <summary>Text or chat.</summary>
    public required ContentFormat Format { get; init; }

    /// <summary>The content's <see cref="PromptContent.Hash"/>.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What the content asks for, in order of first use.</summary>
    public required IReadOnlyList<TemplateVariable> Variables { get; init; }

    /// <summary>Who made it.</summary>
    public required string Author { get; init; }

    /// <summary>What it is, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>What changed, line by line.</summary>
    public IReadOnlyList<string> ChangeLog { get; init; } = [];

    /// <summary>The user's own members.</summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Other prompts that it includes, each with a range: <c>other_prompt@^1.2.0</c>.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Every status it had, oldest first.</summary>
    public required IReadOnlyList<StatusChange> StatusHistory { get; init; }

    /// <summary>Consents to going live; a change of content takes them back.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>Whether it was ever served other than by its own name: live, as a candidate, or as an arm.</summary>
    public bool Served { get; init; }

    /// <summary>The store's token of the state that was read.</summary>
    public string? StoreTag { get; init; }

    /// <summary>Its natural key: <c>text_to_sql@1.0.3</c>.</summary>
    public string Id => $"{Prompt}@{Version}";

    /// <summary>The same version at the next step of its life.</summary>
    public VersionRecord WithStatus(StatusChange step) => this with
    {
        Status = step.Status,
        UpdatedAt = step.At,
        StatusHistory = StatusChange.Append(StatusHistory, step),
        Served = Served || step.Status == VersionStatus.Production,
    };
}
