using System.Text.Json;
using PromptFunctions.Core.Diffs;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Versions;

/// <summary>Compares two versions of a prompt.</summary>
public sealed class CompareService(IPromptStore store, VersionReader reader, ITestStore tests, MetricComparisons metrics)
{
    /// <summary>How one version differs from another; 404 where there is no such version.</summary>
    public async Task<ComparisonView> CompareAsync(string prompt, string from, string to, CancellationToken cancellationToken)
    {
        var old = await reader.FindAsync(prompt, from, cancellationToken);
        var @new = await reader.FindAsync(prompt, to, cancellationToken);
        var head = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        var (oldNames, newNames) = (Names(old), Names(@new));
        return new(
            new(old),
            new(@new),
            old.Format == @new.Format && old.Dependencies.ToHashSet().SetEquals(@new.Dependencies),
            ContentDiff.Of(
                ContentLines.Of(await reader.ContentAsync(old, cancellationToken)),
                ContentLines.Of(await reader.ContentAsync(@new, cancellationToken)),
                old.Id, @new.Id),
            new([.. newNames.Except(oldNames)], [.. oldNames.Except(newNames)]),
            Metadata(old.Metadata, @new.Metadata),
            await metrics.CompareAsync(old, @new, cancellationToken),
            new(await TestsAsync(head.Prompt, old, cancellationToken), await TestsAsync(head.Prompt, @new, cancellationToken)));
    }

    private async Task<TestSummary?> TestsAsync(PromptRecord prompt, VersionRecord version, CancellationToken cancellationToken) =>
        TestSummary.Of(await tests.ReadOutcomeAsync(version.Prompt, version.Version, cancellationToken), prompt, version);

    private static List<string> Names(VersionRecord version) => [.. version.Variables.Select(variable => variable.Name)];

    private static Dictionary<string, ValueDiff> Metadata(IReadOnlyDictionary<string, JsonElement> old, IReadOnlyDictionary<string, JsonElement> @new)
    {
        static JsonElement? Value(IReadOnlyDictionary<string, JsonElement> metadata, string key) => metadata.TryGetValue(key, out var value) ? value : null;

        return old.Keys.Union(@new.Keys)
            .Select(key => (Key: key, Diff: new ValueDiff(Value(old, key), Value(@new, key))))
            .Where(pair => pair.Diff.Old is not { } was || pair.Diff.New is not { } becomes || !JsonElement.DeepEquals(was, becomes))
            .ToDictionary(pair => pair.Key, pair => pair.Diff);
    }
}
