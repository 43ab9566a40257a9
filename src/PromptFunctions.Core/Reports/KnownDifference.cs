using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports;

/// <summary>What was known of an experiment's difference at one look: a proportion's in percentage points, all others in the metric's unit.</summary>
/// <param name="At">When.</param>
/// <param name="Subjects">How many subjects there were, in all arms together.</param>
/// <param name="Difference">The difference to the control.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
internal sealed record KnownDifference(DateTimeOffset At, long Subjects, double Difference, double Low, double High)
{
    /// <summary>The looks at a comparison, oldest first, without those before anything could be said.</summary>
    public static IReadOnlyList<KnownDifference> Of(ReportExperiment experiment, ArmComparison comparison)
    {
        var unit = experiment.KindOf(comparison.Metric) == MetricKind.Proportion ? 100 : 1;
        var looks =
            from look in experiment.Looks
            from one in look.Differences
            where one.Metric == comparison.Metric && one.Arm == comparison.Arm && one is { Difference: not null, Low: not null, High: not null }
            select new KnownDifference(look.At, look.Subjects, one.Difference!.Value * unit, one.Low!.Value * unit, one.High!.Value * unit);
        return [.. looks];
    }
}
