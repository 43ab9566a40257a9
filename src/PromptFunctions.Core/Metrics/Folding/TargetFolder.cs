using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>Folds the rows of one target, step by step.</summary>
public sealed class TargetFolder(IMetricIntake intake, IMetricStore store, TimeProvider clock)
{
    // What stays in memory from step to step, so that it need not be read again.
    private const int KnownAggregates = 500;

    /// <summary>Folds what there is, until a time; gives how many rows are gone, and whether none was left.</summary>
    public async Task<(long Rows, bool IsDone)> FoldAsync(MetricTarget target, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (rows, revision) = (0L, -1L);
        var known = new Dictionary<AggregateKey, MetricFigures>();
        while (await ReadRowsAsync(target, cancellationToken) is { Count: > 0 } waiting)
        {
            if (clock.GetUtcNow() >= until) return (rows, false);
            // The state is read after the rows and before the aggregates: whoever changes either in between changes it.
            var state = await store.ReadStateAsync(target, cancellationToken);
            if (state.Revision != revision || known.Count > KnownAggregates) known.Clear();
            var plan = new FoldPlan(waiting);
            await ReadAggregatesAsync(target, plan, known, cancellationToken);
            plan.AddTo(known);
            var changed = plan.Keys.ToDictionary(key => key, key => known[key]);
            var due = state.PurgeDue ?? await PlanPurgeAsync(target, cancellationToken);
            if (await store.TryFoldAsync(target, new(state, due, changed, plan.Folded, plan.Rest), cancellationToken))
            {
                (rows, revision) = (rows + plan.Folded.Count, state.Revision + 1);
                continue;
            }
            // Another one folds this target: what is known may be old.
            revision = -1;
        }
        return (rows, true);
    }

    private async Task<IReadOnlyList<DeltaRow>> ReadRowsAsync(MetricTarget target, CancellationToken cancellationToken)
    {
        var rows = new List<DeltaRow>(FoldPlan.MostRows);
        await foreach (var row in store.ListDeltasAsync(target, FoldPlan.MostRows, cancellationToken))
        {
            rows.Add(row);
            if (rows.Count == FoldPlan.MostRows) break;
        }
        return rows;
    }

    private async Task ReadAggregatesAsync(MetricTarget target, FoldPlan plan, Dictionary<AggregateKey, MetricFigures> known, CancellationToken cancellationToken)
    {
        var missing = plan.Keys.Where(key => !known.ContainsKey(key)).ToList();
        if (missing.Count == 0) return;
        foreach (var (key, figures) in await store.ReadAggregatesAsync(target, missing, cancellationToken)) known[key] = figures;
    }

    private async Task<DateOnly> PlanPurgeAsync(MetricTarget target, CancellationToken cancellationToken)
    {
        var day = MetricPurge.FirstLook(clock.GetUtcNow());
        await intake.PlanPurgeAsync(target, day, cancellationToken);
        return day;
    }
}
