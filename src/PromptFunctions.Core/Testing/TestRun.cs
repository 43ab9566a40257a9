using System.Text.Json.Serialization;
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
    [JsonIgnore]
    public int Passed => Results.Count(result => result.Passed);

    /// <summary>How many failed.</summary>
    [JsonIgnore]
    public int Failed => Results.Count - Passed;

    /// <summary>The run in short.</summary>
    [JsonIgnore]
    public TestOutcome Outcome => new(Version, At, ContentHash, Suite, Passed, [.. Results.Where(result => !result.Passed).Select(result => result.Test)]);
}
