namespace PromptFunctions.Core.Prompts;

/// <summary>How a prompt is guarded.</summary>
public sealed record PromptSettings
{
    /// <summary>What a version must pass; null for the usual: validation before testing, tests and dependencies before production.</summary>
    public PromptGate? Gate { get; init; }

    /// <summary>Whether going live needs an approval by another person than the author.</summary>
    public bool Protected { get; init; }

    /// <summary>Whether a change of variables that breaks callers is refused unless it is a major version.</summary>
    public bool StrictVersions { get; init; }
}
