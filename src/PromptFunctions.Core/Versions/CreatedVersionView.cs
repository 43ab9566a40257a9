using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Versions;

/// <summary>A version that was just made, with what its author should know.</summary>
public sealed record CreatedVersionView : VersionView
{
    /// <summary>Shows a new version.</summary>
    public CreatedVersionView(VersionRecord version, PromptContent content, IReadOnlyList<Finding> warnings) : base(version, content) => Warnings = warnings;

    /// <summary>What is accepted, but hardly meant.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<Finding> Warnings { get; }
}
