using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Testing;

/// <summary>A run of tests in short.</summary>
/// <param name="Version">The version.</param>
/// <param name="At">When.</param>
/// <param name="ContentHash">The content that was tested.</param>
/// <param name="Suite">The suite that was run; null where there were no tests.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="FailedTests">Which failed.</param>
public sealed record TestOutcome(VersionNumber Version, DateTimeOffset At, string ContentHash, string? Suite, int Passed, IReadOnlyList<string> FailedTests)
{
    /// <summary>Whether neither the version's content nor the prompt's tests have changed since.</summary>
    public bool IsCurrent(PromptRecord prompt, VersionRecord version) => ContentHash == version.ContentHash && Suite == prompt.Tests;
}
