using System.Text.Json;
using PromptFunctions.Core.Diffs;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Versions;

/// <summary>How two versions of a prompt differ.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other.</param>
/// <param name="Compatible">Whether they have the same set of dependencies and the same format.</param>
/// <param name="Content">How their contents differ.</param>
/// <param name="Variables">Which variables came and went.</param>
/// <param name="Metadata">The metadata that differ, by key.</param>
/// <param name="Performance">A row for each metric that either has.</param>
/// <param name="Tests">What came of each one's last run of the prompt's tests.</param>
public sealed record ComparisonView(
    VersionView From,
    VersionView To,
    bool Compatible,
    ContentDiff Content,
    VariablesDiff Variables,
    IReadOnlyDictionary<string, ValueDiff> Metadata,
    IReadOnlyList<MetricComparison> Performance,
    TestComparison Tests);
