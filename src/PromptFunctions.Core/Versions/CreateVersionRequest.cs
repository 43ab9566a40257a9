using System.Text.Json;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Versions;

/// <summary>The body that makes a new draft.</summary>
public sealed record CreateVersionRequest : IAuthored
{
    /// <summary>The text, for a text prompt.</summary>
    public string? Content { get; init; }

    /// <summary>The messages, for a chat prompt.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>What changed, line by line.</summary>
    public IReadOnlyList<string>? ChangeLog { get; init; }

    /// <summary>The user's own members.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Other prompts that it includes, each with a range: <c>other_prompt@^1.2.0</c>.</summary>
    public IReadOnlyList<string>? Dependencies { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The branch, main where nothing is said.</summary>
    public string? Branch { get; init; }

    /// <summary>Which number goes up on main; the patch where nothing is said.</summary>
    public VersionBump? Bump { get; init; }

    /// <summary>The exact version.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>What it is for: a known type, or a name of the user's own.</summary>
    public string? Type { get; init; }

    /// <summary>Checks all that can be told from the body alone, and gives the content.</summary>
    public PromptContent Validate(string prompt)
    {
        var checks = new RequestChecks();
        RequestChecks.Text("author", Author);
        RequestChecks.Text("description", Description);
        checks.Texts("changeLog", ChangeLog);
        RequestChecks.Structure("metadata", Metadata);
        checks.Tags("tags", Tags);
        Dependency.Validate(checks, "dependencies", prompt, Dependencies);
        checks.Require(Type is null || Names.IsName(Type), "type", $"must be {Names.Form}.");
        checks.Require(Bump is null || Version is null, "bump", "goes without an explicit version.");
        var branched = Branch is not null and not BranchRecord.Main;
        checks.Require(!branched || (Bump is null && Version is null), Bump is null ? "version" : "bump", "is for main only: a branch numbers its versions itself.");
        checks.ThrowIfAny();
        if (branched) Names.RequireBranch("branch", Branch!);
        return PromptContent.OfRequest(Content, Messages, required: true)!;
    }
}
