using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Statistics;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics;

/// <summary>Compares what two versions of a prompt achieved.</summary>
public sealed class MetricComparisons(IPromptStore store, MetricReader metrics)
{
    // Below, a difference counts as one.
    private const double Significant = 0.05;

    /// <summary>A row for each metric that either version has, in order of name, over all of the time.</summary>
    public async Task<IReadOnlyList<MetricComparison>> CompareAsync(VersionRecord from, VersionRecord to, CancellationToken cancellationToken)
    {
        var definitions = PromptHead.Require(await store.ReadHeadAsync(from.Prompt, cancellationToken), from.Prompt).Prompt.Metrics;
        var old = await ReadAsync(from, cancellationToken);
        var @new = await ReadAsync(to, cancellationToken);
        return [.. old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal)
            .Select(metric => Compare(metric, MetricDefinition.Of(metric, definitions), old.GetValueOrDefault(metric), @new.GetValueOrDefault(metric)))];
    }

    /// <summary>How a metric's figures differ.</summary>
    public static MetricComparison Compare(string metric, MetricDefinition definition, MetricFigures? from, MetricFigures? to)
    {
        var (old, @new) = (from?.ToSummary(), to?.ToSummary());
        if (old is null || @new is null) return new(metric, old, @new, null, null, null, null);
        var (before, after) = (Estimate.Of(from!.Values.Moments, definition.Kind), Estimate.Of(to!.Values.Moments, definition.Kind));
        var change = after.Minus(before).Value;
        var percent = change / Math.Abs(before.Value) * 100;
        var p = WelchTest.TwoSided(before, after);
        // Against nothing, or next to nothing, there is no percentage.
        return new(metric, old, @new, change, double.IsFinite(percent) ? percent : null, p, Better(definition.Goal, change, p));
    }

    private Task<IReadOnlyDictionary<string, MetricFigures>> ReadAsync(VersionRecord version, CancellationToken cancellationToken) =>
        metrics.ReadAsync(MetricTarget.OfVersion(version.Prompt, version.Version), MetricWindow.All, cancellationToken);

    private static string? Better(MetricGoal? goal, double change, double p)
    {
        if (p >= Significant || change == 0 || goal is not (MetricGoal.Maximize or MetricGoal.Minimize)) return null;
        return change > 0 == (goal == MetricGoal.Maximize) ? "to" : "from";
    }
}
