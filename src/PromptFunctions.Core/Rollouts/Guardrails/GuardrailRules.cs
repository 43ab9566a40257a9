using System.Globalization;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>Holds a figure against its bound.</summary>
public static class GuardrailRules
{
    /// <summary>The verdict on one guardrail.</summary>
    /// <param name="guardrail">The bound.</param>
    /// <param name="goal">Which way the metric gets better, for a regression.</param>
    /// <param name="traffic">The figures; null without points.</param>
    /// <param name="at">When.</param>
    public static GuardrailResult Judge(Guardrail guardrail, MetricGoal goal, TrafficSummaries? traffic, DateTimeOffset at)
    {
        var (candidate, baseline) = (traffic?.Candidate, traffic?.Baseline);
        if (guardrail.MaxRegressionPercent is { } most) return JudgeRegression(guardrail, goal, most, candidate, baseline, at);

        var samples = candidate?.Count ?? 0;
        if (samples < guardrail.MinSamples) return TooFew(guardrail, candidate, null, samples, "points", at);
        var mean = candidate!.Mean;
        var (broken, bound) = guardrail.Max is { } max ? (mean > max, $"max {Text(max)}") : (mean < guardrail.Min!.Value, $"min {Text(guardrail.Min.Value)}");
        var said = broken ? "breaks" : "keeps";
        return new(broken ? GuardrailVerdict.Fail : GuardrailVerdict.Pass, mean, null, samples, at, $"{guardrail.Metric} {Text(mean)} {said} {bound} ({samples} points).");
    }

    private static GuardrailResult JudgeRegression(Guardrail guardrail, MetricGoal goal, double most, MetricSummary? candidate, MetricSummary? baseline, DateTimeOffset at)
    {
        var samples = Math.Min(candidate?.Count ?? 0, baseline?.Count ?? 0);
        if (samples < guardrail.MinSamples) return TooFew(guardrail, candidate, baseline, samples, "points on each side", at);
        var (now, before) = (candidate!.Mean, baseline!.Mean);
        var worse = goal == MetricGoal.Maximize ? before - now : now - before;
        // Against a baseline of 0 anything worse is worse by more than any percentage.
        var percent = worse == 0 ? 0 : worse / Math.Abs(before) * 100;
        var broken = percent > most;
        var said = broken ? "breaks" : "keeps";
        var compared = percent == 0 ? "as good as" : $"{(double.IsInfinity(percent) ? "infinitely" : $"{Text(Math.Abs(percent))} %")} {(percent > 0 ? "worse" : "better")} than";
        return new(broken ? GuardrailVerdict.Fail : GuardrailVerdict.Pass, now, before, samples, at,
            $"{guardrail.Metric} {Text(now)} is {compared} the baseline's {Text(before)}: {said} maxRegressionPercent {Text(most)} ({samples} points on each side).");
    }

    private static GuardrailResult TooFew(Guardrail guardrail, MetricSummary? candidate, MetricSummary? baseline, long samples, string what, DateTimeOffset at) =>
        new(GuardrailVerdict.Inconclusive, candidate?.Mean, baseline?.Mean, samples, at, $"{guardrail.Metric} has {samples} of {guardrail.MinSamples} {what}.");

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
