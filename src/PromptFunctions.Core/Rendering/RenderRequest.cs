using System.Text.Json;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>The body that has a prompt's variables filled in.</summary>
public sealed record RenderRequest
{
    /// <summary>Whom a rollout or an experiment chooses for.</summary>
    public string? Subject { get; init; }

    /// <summary>Pins to an exact version.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>Pins to a label.</summary>
    public string? Label { get; init; }

    /// <summary>The variables by name: any JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>Checks all that can be told from the body alone.</summary>
    public void Validate()
    {
        var checks = new RequestChecks();
        checks.Require(Version is null || Label is null, "label", "goes without a version.");
        checks.Require(Label is null || Names.IsName(Label), "label", $"must be {Names.Form}.");
        checks.Require(Subject is null or { Length: <= Limits.SubjectCharacters }, "subject", $"must have at most {Limits.SubjectCharacters} characters.");
        checks.ThrowIfAny();
    }
}
