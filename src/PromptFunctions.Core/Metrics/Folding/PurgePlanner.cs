using PromptFunctions.Core.Metrics.Recording;

namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>Sees to it that what is folded is looked at once it is old.</summary>
public sealed class PurgePlanner(IMetricIntake intake, TimeProvider clock)
{
    /// <summary>When a target is looked at to which something is added now. What is added grows old by a day that is known; a target that is looked at by then needs no other plan.</summary>
    /// <param name="target">The target.</param>
    /// <param name="planned">The day that is planned so far.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<DateOnly> PlanAsync(MetricTarget target, DateOnly? planned, CancellationToken cancellationToken)
    {
        var day = MetricPurge.FirstLook(clock.GetUtcNow());
        if (planned is { } before && before <= day) return before;
        await intake.PlanPurgeAsync(target, day, cancellationToken);
        return day;
    }
}
