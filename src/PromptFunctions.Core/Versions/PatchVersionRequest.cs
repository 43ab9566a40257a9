using System.Text.Json;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>The body that changes a version. Members left out keep their value; the change log's lines are appended.</summary>
public sealed record PatchVersionRequest : IAuthored
{
    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The user's own members.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>What changed, line by line.</summary>
    public IReadOnlyList<string>? ChangeLog { get; init; }

    /// <summary>The text, for a text prompt.</summary>
    public string? Content { get; init; }

    /// <summary>The messages, for a chat prompt.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks all that can be told from the body alone, and gives the content if there is any.</summary>
    public PromptContent? Validate()
    {
        var checks = new RequestChecks();
        RequestChecks.Text("author", Author);
        RequestChecks.Text("description", Description);
        checks.Tags("tags", Tags);
        RequestChecks.Structure("metadata", Metadata);
        checks.Texts("changeLog", ChangeLog);
        checks.ThrowIfAny();
        return PromptContent.OfRequest(Content, Messages, required: false);
    }

    /// <summary>The version after the change of everything but its content.</summary>
    public VersionRecord ApplyTo(VersionRecord version)
    {
        var after = version with
        {
            Description = Description ?? version.Description,
            Tags = Tags ?? version.Tags,
            Metadata = Metadata ?? version.Metadata,
            ChangeLog = ChangeLog is { Count: > 0 } ? [.. version.ChangeLog, .. ChangeLog] : version.ChangeLog,
        };
        RequestChecks.Structure("changeLog", after.ChangeLog);
        return after;
    }
}
