using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>A bound that a candidate must keep while it is rolled out.</summary>
public sealed record Guardrail
{
    /// <summary>The most guardrails that a deployment may have.</summary>
    public const int Most = 50;

    /// <summary>The metric whose mean is looked at.</summary>
    public string? Metric { get; init; }

    /// <summary>The highest mean that passes.</summary>
    public double? Max { get; init; }

    /// <summary>The lowest mean that passes.</summary>
    public double? Min { get; init; }

    /// <summary>By how much the candidate may be worse than the baseline, in percent of the baseline's mean; 0 or more.</summary>
    public double? MaxRegressionPercent { get; init; }

    /// <summary>From how many points on there is a verdict, on each side that is compared. 1 or more, default 50.</summary>
    public int MinSamples { get; init; } = 50;

    /// <summary>Whether a step holds until this passes.</summary>
    public bool Required { get; init; }

    /// <summary>What happens when it is broken.</summary>
    public GuardrailAction Action { get; init; }

    /// <summary>Notes what is wrong with guardrails.</summary>
    public static void Validate(RequestChecks checks, IReadOnlyList<Guardrail> guardrails)
    {
        checks.Require(guardrails.Count <= Most, "guardrails", $"must be {Most} at the most.");
        for (var i = 0; i < guardrails.Count && i < Most; i++)
        {
            if (guardrails[i] is { } guardrail) guardrail.Validate(checks, $"guardrails[{i}]");
            else checks.Error($"guardrails[{i}]", "must be a guardrail.");
        }
    }

    /// <summary>Checks the guardrails against the prompt's metrics; 400 where one has no direction and needs one.</summary>
    public static void RequireGoals(PromptRecord prompt, IReadOnlyList<Guardrail> guardrails)
    {
        var checks = new RequestChecks();
        for (var i = 0; i < guardrails.Count; i++)
        {
            checks.Require(guardrails[i].MaxRegressionPercent is null || guardrails[i].GoalIn(prompt) != MetricGoal.None,
                $"guardrails[{i}].maxRegressionPercent", $"needs a metric with a goal: say with the prompt's metrics whether more or less of '{guardrails[i].Metric}' is better.");
        }
        checks.ThrowIfAny();
    }

    /// <summary>Which way the metric gets better for a prompt.</summary>
    public MetricGoal GoalIn(PromptRecord prompt) =>
        prompt.Metrics.GetValueOrDefault(Metric!)?.Goal ?? MetricDefinition.DefaultGoal(Metric!);

    /// <summary>What the metric's values are for a prompt.</summary>
    public MetricKind KindIn(PromptRecord prompt) => prompt.Metrics.GetValueOrDefault(Metric!)?.Kind ?? MetricKind.Mean;

    private static bool IsBound(double? bound) => bound is not { } value || double.IsFinite(value);

    private void Validate(RequestChecks checks, string path)
    {
        checks.Require(MetricDefinition.IsName(Metric), $"{path}.metric", MetricDefinition.NameForm);
        var bounds = new[] { Max, Min, MaxRegressionPercent }.Count(bound => bound is not null);
        checks.Require(bounds == 1, path, "needs one of max, min and maxRegressionPercent.");
        checks.Require(IsBound(Max), $"{path}.max", "must be a finite number.");
        checks.Require(IsBound(Min), $"{path}.min", "must be a finite number.");
        checks.Require(IsBound(MaxRegressionPercent) && MaxRegressionPercent is not < 0, $"{path}.maxRegressionPercent", "must be a finite number of 0 or more.");
        checks.Require(MinSamples >= 1, $"{path}.minSamples", "must be 1 or more.");
    }
}
