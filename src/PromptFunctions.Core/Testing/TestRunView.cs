using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Testing;

/// <summary>A run of a prompt's tests as the API shows it.</summary>
/// <param name="Version">The version that was tested.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Results">What came of each.</param>
/// <param name="At">When.</param>
/// <param name="By">Who had it done; <c>system</c> for a deployment's stage.</param>
public sealed record TestRunView(VersionNumber Version, int Passed, int Failed, IReadOnlyList<TestResult> Results, DateTimeOffset At, string By)
{
    /// <summary>Shows a run.</summary>
    public static TestRunView Of(TestRun run) => new(run.Version, run.Passed, run.Failed, run.Results, run.At, run.By);
}
