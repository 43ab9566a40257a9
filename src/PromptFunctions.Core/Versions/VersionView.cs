using System.Text.Json;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Versions;

/// <summary>A version as the API shows it.</summary>
public record VersionView
{
    /// <summary>Shows a stored version, with its content where that is given.</summary>
    public VersionView(VersionRecord version, PromptContent? content = null)
    {
        Id = version.Id;
        Prompt = version.Prompt;
        Version = version.Version;
        Branch = version.Branch;
        Parent = version.Parent;
        Status = version.Status;
        Format = version.Format;
        Content = content?.Text;
        Messages = content?.Messages;
        ContentHash = version.ContentHash;
        Variables = [.. version.Variables.Select(variable => variable.Name)];
        Author = version.Author;
        Description = version.Description;
        ChangeLog = version.ChangeLog;
        Metadata = version.Metadata;
        Dependencies = version.Dependencies;
        Tags = version.Tags;
        CreatedAt = version.CreatedAt;
        UpdatedAt = version.UpdatedAt;
        StatusHistory = version.StatusHistory;
    }

    /// <summary>Its natural key: <c>text_to_sql@1.0.3</c>.</summary>
    public string Id { get; }

    /// <summary>The prompt's name.</summary>
    public string Prompt { get; }

    /// <summary>The exact version.</summary>
    public VersionNumber Version { get; }

    /// <summary>The branch, main where nothing is said.</summary>
    public string Branch { get; }

    /// <summary>The version it came after; null for the first.</summary>
    public VersionNumber? Parent { get; }

    /// <summary>The status.</summary>
    public VersionStatus Status { get; }

    /// <summary>Text or chat.</summary>
    public ContentFormat Format { get; }

    /// <summary>The text; left out for chat, and where bodies are not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    /// <summary>The messages; left out for text, and where bodies are not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>The content's SHA-256.</summary>
    public string ContentHash { get; }

    /// <summary>The names that the content asks for, in order of first use.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string Author { get; }

    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; }

    /// <summary>What changed, line by line.</summary>
    public IReadOnlyList<string> ChangeLog { get; }

    /// <summary>The user's own members.</summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; }

    /// <summary>Other prompts that it includes, each with a range: <c>other_prompt@^1.2.0</c>.</summary>
    public IReadOnlyList<string> Dependencies { get; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; }

    /// <summary>Every status it had, oldest first.</summary>
    public IReadOnlyList<StatusChange> StatusHistory { get; }

    /// <summary>
    /// A version's entity tag. The content's hash stands for the content, so that the tag is the same with and without
    /// it, and no body is read to compare it.
    /// </summary>
    public static string TagOf(VersionRecord version) => EntityTag.Of(new VersionView(version));
}
