using System.Runtime.CompilerServices;
using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>The figures of a prompt's versions and of its rollouts' arms, with all that is not folded yet.</summary>
public sealed class MetricsPart(IMeasuredTargets targets, MetricReader reader, IMetricStore store, PurgePlanner purges) : BackupPart<MetricsLine>(MetricsLine.Name)
{
    /// <inheritdoc/>
    public override Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken) => Task.FromResult(LinesAsync(head.Prompt.Name, cancellationToken));

    /// <inheritdoc/>
    protected override async Task RestoreAsync(MetricsLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        if (!IsTarget(line.Target, prompt)) throw ProblemException.Invalid("target", "must be a version of the prompt, or an arm of one of its rollouts.");
        if (line.Figures.Count is 0 or > FoldPlan.MostAggregates) throw ProblemException.Invalid("figures", $"must be 1 to {FoldPlan.MostAggregates}.");
        var figures = new Dictionary<AggregateKey, MetricFigures>();
        for (var i = 0; i < line.Figures.Count; i++)
        {
            var path = $"figures[{i}]";
            var (key, read) = (line.Figures[i] ?? throw ProblemException.Invalid(path, "must be figures.")).Read(path);
            if (!figures.TryAdd(key, read)) throw ProblemException.Invalid(path, "occurs twice.");
        }
        await prompt.RequireTurnAsync(cancellationToken);
        var target = new MetricTarget(line.Target);
        var state = await store.ReadStateAsync(target, cancellationToken);
        var due = await purges.PlanAsync(target, state.PurgeDue, cancellationToken);
        if (!await store.TryFoldAsync(target, new(state, due, figures, [], null), cancellationToken)) throw RestoreService.Overtaken(prompt.Name);
    }

    private async IAsyncEnumerable<BackupLine> LinesAsync(string prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var target in targets.ListAsync(prompt, ofSubjects: false, cancellationToken))
        {
            var figures = await reader.ReadAllAsync(target, cancellationToken);
            var ordered = figures.OrderBy(one => one.Key.Span).ThenBy(one => one.Key.Start).ThenBy(one => one.Key.Metric, StringComparer.Ordinal);
            foreach (var some in ordered.Chunk(FoldPlan.MostAggregates))
                yield return new MetricsLine { Target = target.Key, Figures = [.. some.Select(one => BackedUpFigures.Of(one.Key, one.Value))] };
        }
    }

    private static bool IsTarget(string target, PromptRestore prompt)
    {
        if (!target.StartsWith(prompt.Name + '|', StringComparison.Ordinal)) return false;
        var measured = target[(prompt.Name.Length + 1)..];
        return Assignment.TryParse(measured, out var assignment)
            ? assignment is { Kind: Assignment.Rollout, Arm: Assignment.Candidate or Assignment.Baseline } && prompt.Deployments.ContainsKey(assignment.Id)
            : VersionNumber.TryParse(measured, out var version) && prompt.Versions.ContainsKey(version) && MetricTarget.OfVersion(prompt.Name, version).Key == target;
    }
}
