namespace PromptFunctions.Core.Testing;

/// <summary>A run of a prompt's tests as the API shows it.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Results">What came of each.</param>
public sealed record TestRunView(int Passed, int Failed, IReadOnlyList<TestResult> Results)
{
    /// <summary>Shows a run.</summary>
    public static TestRunView Of(TestRun run) => new(run.Passed, run.Failed, run.Results);
}
