using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Testing;

/// <summary>What came of a version's last run of tests.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="FailedTests">Which.</param>
/// <param name="At">When.</param>
/// <param name="Current">Whether neither the version's content nor the prompt's tests have changed since.</param>
public sealed record TestSummary(int Passed, int Failed, IReadOnlyList<string> FailedTests, DateTimeOffset At, bool Current)
{
    /// <summary>Shows a run in short; null for none.</summary>
    public static TestSummary? Of(TestOutcome? run, PromptRecord prompt, VersionRecord version) =>
        run is null ? null : new(run.Passed, run.FailedTests.Count, run.FailedTests, run.At, run.IsCurrent(prompt, version));
}
