using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Rollouts;

/// <summary>The steps that strategies have, and what steps of one's own must be like.</summary>
public static class RolloutSteps
{
    /// <summary>The most steps that a deployment may have.</summary>
    public const int Most = 50;

    /// <summary>A built-in strategy's steps.</summary>
    public static IReadOnlyList<RolloutStep> Of(DeploymentStrategy strategy) => strategy switch
    {
        DeploymentStrategy.Immediate => [RolloutStep.Last],
        DeploymentStrategy.Gradual => [RolloutStep.Of(10, 1), RolloutStep.Of(25, 1), RolloutStep.Of(50, 2), RolloutStep.Of(75, 4), RolloutStep.Last],
        DeploymentStrategy.Canary => [RolloutStep.Of(5, 2), RolloutStep.Of(10, 2), RolloutStep.Of(25, 4), RolloutStep.Of(50, 16), RolloutStep.Last],
        _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "A custom strategy brings its own steps."),
    };

    /// <summary>Notes what is wrong with somebody's own steps.</summary>
    public static void Validate(RequestChecks checks, IReadOnlyList<RolloutStep> steps)
    {
        checks.Require(steps.Count is > 0 and <= Most, "steps", $"must be 1 to {Most} steps.");
        decimal? before = null;
        for (var i = 0; i < steps.Count && i < Most; i++)
        {
            var (path, isLast) = ($"steps[{i}]", i == steps.Count - 1);
            if (steps[i] is not { Percentage: { } percentage } step)
            {
                checks.Error(steps[i] is null ? path : $"{path}.percentage", "is required.");
                continue;
            }
            checks.Require(percentage is >= 0 and <= 100 && decimal.Round(percentage, 2) == percentage, $"{path}.percentage", "must be 0 to 100 with two decimals at most.");
            checks.Require(before is null || percentage > before, $"{path}.percentage", "must be higher than that of the step before.");
            checks.Require(!isLast || percentage == 100, $"{path}.percentage", "must be 100: the last step is all of the traffic.");
            checks.Require(isLast || percentage != 100, $"{path}.percentage", "is 100 before the last step.");
            if (isLast) checks.Require(step.Hold is null, $"{path}.hold", "is not for the last step, which is the end.");
            else checks.Require(step.Hold is not null, $"{path}.hold", $"is required: {Hold.Form}.");
            before = percentage;
        }
    }
}
