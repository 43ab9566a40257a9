namespace PromptFunctions.Core.Testing;

/// <summary>What came of two versions' last runs of tests.</summary>
/// <param name="From">That of the one; null where there was none.</param>
/// <param name="To">That of the other; null where there was none.</param>
public sealed record TestComparison(TestSummary? From, TestSummary? To);
