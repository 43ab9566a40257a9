using System.Text.Json;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>A version in an export: as the API shows it, and what only a restore needs.</summary>
public sealed record ExportedVersion
{
    /// <summary>Its natural key; follows from the prompt and the version.</summary>
    public string? Id { get; init; }

    /// <summary>The prompt's name; follows from the document.</summary>
    public string? Prompt { get; init; }

    /// <summary>Which version.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>The branch it was made on; main where nothing is said.</summary>
    public string? Branch { get; init; }

    /// <summary>The version it came after.</summary>
    public VersionNumber? Parent { get; init; }

    /// <summary>Where it stands in its life; a draft where nothing is said.</summary>
    public VersionStatus? Status { get; init; }

    /// <summary>Text or chat; follows from the content.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>The text, for a text prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    /// <summary>The messages, for a chat prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>The content's hash; checked where it is given.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The content's variables; they follow from it.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; init; }

    /// <summary>What it is, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>What changed, line by line.</summary>
    public IReadOnlyList<string>? ChangeLog { get; init; }

    /// <summary>The user's own members.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Other prompts that it includes.</summary>
    public IReadOnlyList<string>? Dependencies { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>When it was made; the time of the import where nothing is said.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Every status it had, oldest first.</summary>
    public IReadOnlyList<StatusChange>? StatusHistory { get; init; }

    /// <summary>Consents to going live.</summary>
    public IReadOnlyList<Approval>? Approvals { get; init; }

    /// <summary>Whether it was ever served; follows from its statuses where nothing is said.</summary>
    public bool? Served { get; init; }

    /// <summary>A stored version with its content.</summary>
    public static ExportedVersion Of(VersionRecord version, PromptContent content) => new()
    {
        Id = version.Id,
        Prompt = version.Prompt,
        Version = version.Version,
        Branch = version.Branch,
        Parent = version.Parent,
        Status = version.Status,
        Format = version.Format,
        Content = content.Text,
        Messages = content.Messages,
        ContentHash = version.ContentHash,
        Variables = [.. version.Variables.Select(variable => variable.Name)],
        Author = version.Author,
        Description = version.Description,
        ChangeLog = version.ChangeLog,
        Metadata = version.Metadata,
        Dependencies = version.Dependencies,
        Tags = version.Tags,
        CreatedAt = version.CreatedAt,
        UpdatedAt = version.UpdatedAt,
        StatusHistory = version.StatusHistory,
        Approvals = version.Approvals,
        Served = version.Served,
    };
}
