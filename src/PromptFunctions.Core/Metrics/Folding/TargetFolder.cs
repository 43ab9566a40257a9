namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>Folds the rows of one target, step by step.</summary>
public sealed class TargetFolder(IMetricStore store, PurgePlanner purges, TimeProvider clock)
{
    // What stays in memory from step to step, so that it need not be read again.
    private const int KnownAggregates = 500;

    // Whoever reads begins again after each step that comes in between: in a breather even a long backlog is read through.
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breather = TimeSpan.FromSeconds(1);

    /// <summary>Folds what there is, as long as the run goes on; gives how many rows are gone, and whether none was left.</summary>
    public async Task<(long Rows, bool IsDone)> FoldAsync(MetricTarget target, FoldRun run, CancellationToken cancellationToken)
    {
        var (rows, revision, burst) = (0L, -1L, clock.GetTimestamp());
        var known = new Dictionary<AggregateKey, MetricFigures>();
        while (await PlanAsync(target, run, cancellationToken) is { Keys.Count: > 0 } plan)
        {
            if (clock.GetUtcNow() >= run.Until) return (rows, false);
            // The state is read after the rows and before the aggregates: whoever changes either in between changes it.
            var state = await store.ReadStateAsync(target, cancellationToken);
            if (state.Revision != revision || known.Count > KnownAggregates) known.Clear();
            await ReadAggregatesAsync(target, plan, known, cancellationToken);
            plan.AddTo(known);
            var changed = plan.Keys.ToDictionary(key => key, key => known[key]);
            var due = await purges.PlanAsync(target, state.PurgeDue, cancellationToken);
            if (await store.TryFoldAsync(target, new(state, due, changed, plan.Folded, plan.Rest), cancellationToken))
                (rows, revision) = (rows + plan.Folded.Count, state.Revision + 1);
            else
                revision = -1; // Another one folds this target: what is known may be old.

            if (clock.GetElapsedTime(burst) < Burst) continue;
            await Task.Delay(Breather, clock, cancellationToken);
            burst = clock.GetTimestamp();
        }
        return (rows, true);
    }

    private async Task<FoldPlan> PlanAsync(MetricTarget target, FoldRun run, CancellationToken cancellationToken)
    {
        var plan = new FoldPlan();
        await foreach (var row in store.ListDeltasAsync(target, FoldPlan.MostEntities, cancellationToken))
        {
            run.Found(row.ReceivedAt);
            if (!plan.TryAdd(row)) break;
        }
        return plan;
    }

    private async Task ReadAggregatesAsync(MetricTarget target, FoldPlan plan, Dictionary<AggregateKey, MetricFigures> known, CancellationToken cancellationToken)
    {
        var missing = plan.Keys.Where(key => !known.ContainsKey(key)).ToList();
        if (missing.Count == 0) return;
        foreach (var (key, figures) in await store.ReadAggregatesAsync(target, missing, cancellationToken)) known[key] = figures;
    }
}
