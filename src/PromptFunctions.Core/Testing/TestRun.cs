using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Testing;

/// <summary>One run of a prompt's tests with a version.</summary>
public sealed record TestRun
{
    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The version.</summary>
    public required VersionNumber Version { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who had it done.</summary>
    public required string By { get; init; }

    /// <summary>The content that was tested.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The suite that was run; null where there were no tests.</summary>
    public string? Suite { get; init; }

    /// <summary>What came of each test, by name.</summary>
    public required IReadOnlyList<TestResult> Results { get; init; }

    /// <summary>How many passed.</summary>
    public int Passed => Results.Count(result => result.Passed);

    /// <summary>How many failed.</summary>
    public int Failed => Results.Count - Passed;

    /// <summary>Whether neither the version's content nor the prompt's tests have changed since.</summary>
    public bool IsCurrent(PromptRecord prompt, VersionRecord version) => ContentHash == version.ContentHash && Suite == prompt.Tests;
}
