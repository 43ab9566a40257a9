namespace PromptFunctions.Core.Testing;

/// <summary>What came of one test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Passed">Whether all that it asserts holds.</param>
/// <param name="Failures">What does not, for people.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record TestResult(string Test, bool Passed, IReadOnlyList<string> Failures, double DurationMs);
