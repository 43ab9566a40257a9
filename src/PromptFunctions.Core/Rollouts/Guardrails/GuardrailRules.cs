using System.Globalization;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>
/// Holds a figure against its bound. What counts is where the figure lies with 95 % confidence at all looks together: a
/// guardrail is looked at every few seconds, and chance alone must not break it sooner or later.
/// </summary>
public static class GuardrailRules
{
    // In standard errors the intervals are narrowest at about 500 points: a guardrail should tell before a step is over.
    private static readonly ConfidenceSequence Sequence = new(alpha: 0.05, tuning: 500);

    /// <summary>
    /// The verdict on one guardrail: it fails where the interval lies wholly beyond the bound, passes where it lies wholly
    /// within, and is inconclusive between, and with too few points. Without any variance the mean itself is held against
    /// the bound.
    /// </summary>
    /// <param name="state">The guardrail, and what its metric is.</param>
    /// <param name="traffic">The figures; null without points.</param>
    /// <param name="at">When.</param>
    public static GuardrailResult Judge(GuardrailState state, TrafficSummaries? traffic, DateTimeOffset at) => state.Guardrail.MaxRegressionPercent is { } most
        ? JudgeRegression(state, most, traffic?.Candidate, traffic?.Baseline, at)
        : JudgeMean(state, traffic?.Candidate, at);

    private static GuardrailResult JudgeMean(GuardrailState state, MetricSummary? candidate, DateTimeOffset at)
    {
        var guardrail = state.Guardrail;
        var samples = candidate?.Count ?? 0;
        if (samples < guardrail.MinSamples) return TooFew(guardrail, candidate, null, samples, "points", at);

        var estimate = Estimate.Of(candidate!, state.Kind);
        var interval = Sequence.Around(estimate);
        // No rate lies outside: a bound of 0 or 1 could otherwise never be kept for sure.
        if (state.Kind == MetricKind.Proportion && estimate.Value is >= 0 and <= 1) interval = new(Math.Max(0, interval.Low), Math.Min(1, interval.High));
        var (verdict, said) = guardrail.Max is { } max
            ? Hold(estimate.Value, interval, max, $"max {Text(max)}")
            : Hold(-estimate.Value, new(-interval.High, -interval.Low), -guardrail.Min!.Value, $"min {Text(guardrail.Min.Value)}");
        return new(verdict, estimate.Value, null, samples, at, $"{guardrail.Metric} {Text(estimate.Value)}{Text(interval, Rough)} {said} ({samples} points).");
    }

    private static GuardrailResult JudgeRegression(GuardrailState state, double most, MetricSummary? candidate, MetricSummary? baseline, DateTimeOffset at)
    {
        var guardrail = state.Guardrail;
        var samples = Math.Min(candidate?.Count ?? 0, baseline?.Count ?? 0);
        if (samples < guardrail.MinSamples) return TooFew(guardrail, candidate, baseline, samples, "points on each side", at);

        var (now, before) = (Estimate.Of(candidate!, state.Kind), Estimate.Of(baseline!, state.Kind));
        var worsening = state.Goal == MetricGoal.Maximize ? -1 : 1;
        var percent = now.RelativeTo(before, ratio: 1 + (worsening * Math.Sign(before.Value) * most / 100))?.Times(100 * worsening);
        // Against a baseline of 0 anything worse is worse by more than any percentage.
        var worse = percent ?? now.Minus(before).Times(worsening);
        var interval = Sequence.Around(worse);
        var (verdict, said) = Hold(worse.Value, interval, percent is null ? 0 : most, $"maxRegressionPercent {Text(most)}");
        if (percent is null && worse.Value == 0) (verdict, said) = (GuardrailVerdict.Pass, $"keeps maxRegressionPercent {Text(most)}");

        string Change(double by, Func<double, string> text) => by == 0 ? "no worse" : $"{text(Math.Abs(by))}{(percent is null ? "" : " %")} {(by > 0 ? "worse" : "better")}";
        return new(verdict, now.Value, before.Value, samples, at,
            $"{guardrail.Metric} {Text(now.Value)} is {Change(worse.Value, Text)} than the baseline's {Text(before.Value)}{Text(interval, by => Change(by, Rough))}: {said} ({samples} points on each side).");
    }

    /// <summary>Holds a figure that gets worse as it grows against the most that it may be.</summary>
    private static (GuardrailVerdict Verdict, string Said) Hold(double value, Interval interval, double most, string bound)
    {
        if (interval.Low > most) return (GuardrailVerdict.Fail, $"breaks {bound}");
        if (interval.High <= most) return (GuardrailVerdict.Pass, $"keeps {bound}");
        return (GuardrailVerdict.Inconclusive, $"may still {(value > most ? "keep" : "break")} {bound}");
    }

    private static GuardrailResult TooFew(Guardrail guardrail, MetricSummary? candidate, MetricSummary? baseline, long samples, string what, DateTimeOffset at) =>
        new(GuardrailVerdict.Inconclusive, candidate?.Mean, baseline?.Mean, samples, at, $"{guardrail.Metric} has {samples} of {guardrail.MinSamples} {what}.");

    private static string Text(Interval interval, Func<double, string> text) =>
        interval.Low == interval.High ? "" : $" ({text(interval.Low)} to {text(interval.High)})";

    private static string Rough(double end) => end.ToString("G4", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
