using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rollouts;
using static PromptFunctions.UnitTests.Rollouts.Deployments;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class RolloutStepsTests
{
    [Theory]
    [InlineData(DeploymentStrategy.Immediate, "100")]
    [InlineData(DeploymentStrategy.Gradual, "10 PT1H, 25 PT1H, 50 PT2H, 75 PT4H, 100")]
    [InlineData(DeploymentStrategy.Canary, "5 PT2H, 10 PT2H, 25 PT4H, 50 PT16H, 100")]
    public void Built_in_strategies_have_the_steps_that_the_contract_says(DeploymentStrategy strategy, string steps) =>
        Assert.Equal(steps, string.Join(", ", RolloutSteps.Of(strategy).Select(step => $"{step.Percentage} {step.Hold}".TrimEnd())));

    [Theory]
    [InlineData(DeploymentStrategy.Immediate)]
    [InlineData(DeploymentStrategy.Gradual)]
    [InlineData(DeploymentStrategy.Canary)]
    public void Built_in_strategies_keep_the_rules_for_ones_own(DeploymentStrategy strategy) => Assert.Empty(Errors(RolloutSteps.Of(strategy)));

    [Fact]
    public void The_custom_strategy_has_no_steps_of_its_own() => Assert.Throws<ArgumentOutOfRangeException>(() => RolloutSteps.Of(DeploymentStrategy.Custom));

    [Theory]
    [InlineData("100")]
    [InlineData("0 PT1H, 100")]
    [InlineData("0.01 PT0S, 99.99 P30D, 100.00")]
    [InlineData("1 manual, 100")]
    [InlineData("10.000 PT1H, 100")]
    public void Steps_that_rise_to_the_end_are_taken(string steps) => Assert.Empty(Errors(Steps(steps.Split(", "))));

    [Theory]
    [InlineData("10 PT1H, 10 PT1H, 100", "steps[1].percentage: must be higher than that of the step before.")]
    [InlineData("20 PT1H, 10 PT1H, 100", "steps[1].percentage: must be higher than that of the step before.")]
    [InlineData("-0.01 PT1H, 100", "steps[0].percentage: must be 0 to 100 with two decimals at most.")]
    [InlineData("0.001 PT1H, 100", "steps[0].percentage: must be 0 to 100 with two decimals at most.")]
    [InlineData("10, 100", "steps[0].hold: is required")]
    [InlineData("10 PT1H, 100 PT1H", "steps[1].hold: is not for the last step")]
    [InlineData("10 PT1H, 100 manual", "steps[1].hold: is not for the last step")]
    [InlineData("10 PT1H, 99.99", "steps[1].percentage: must be 100")]
    [InlineData("10 PT1H, 50 PT1H", "steps[1].percentage: must be 100|steps[1].hold: is not for the last step")]
    [InlineData("100 PT1H, 100", "steps[0].percentage: is 100 before the last step.|steps[1].percentage: must be higher than that of the step before.")]
    [InlineData("10 PT1H, 100.01", "steps[1].percentage: must be 0 to 100 with two decimals at most.|steps[1].percentage: must be 100")]
    [InlineData("101 PT1H, 100", "steps[0].percentage: must be 0 to 100 with two decimals at most.|steps[1].percentage: must be higher than that of the step before.")]
    public void Steps_that_break_a_rule_are_named(string steps, string errors)
    {
        var found = Errors(Steps(steps.Split(", ")));

        Assert.Equal(errors.Split('|').Length, found.Count);
        Assert.All(errors.Split('|').Zip(found), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_without_a_percentage_and_none_at_all_are_named()
    {
        IReadOnlyList<RolloutStep> steps = [new() { Hold = Hold.Manual }, null!, .. Steps("100")];

        Assert.Equal(["steps[0].percentage: is required.", "steps[1]: is required."], Errors(steps));
    }

    [Fact]
    public void There_are_fifty_steps_at_most()
    {
        Assert.Empty(Errors(Rising(50)));
        Assert.Equal(["steps: must be 1 to 50 steps."], Errors(Rising(51)));
        Assert.Equal(["steps: must be 1 to 50 steps."], Errors(Rising(10_000)));
    }

    [Fact]
    public void There_is_one_step_at_least() => Assert.Equal(["steps: must be 1 to 50 steps."], Errors([]));

    [Theory]
    [InlineData("10", "10")]
    [InlineData("10.0", "10")]
    [InlineData("10.00", "10")]
    [InlineData("12.50", "12.5")]
    [InlineData("0.01", "0.01")]
    [InlineData("0.00", "0")]
    [InlineData("10.0000000", "10")]
    public void A_percentage_loses_zeros_that_say_nothing(string given, string kept) =>
        Assert.Equal(kept, DeploymentStep.Of(Steps($"{given} PT1H")[0]).Percentage.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static IReadOnlyList<RolloutStep> Rising(int count) => Steps([.. Enumerable.Range(1, count - 1).Select(i => $"{i * 0.01m} PT1H"), "100"]);

    private static List<string> Errors(IReadOnlyList<RolloutStep> steps)
    {
        var checks = new RequestChecks();
        RolloutSteps.Validate(checks, steps);
        var errors = Record.Exception(checks.ThrowIfAny) is ProblemException problem ? problem.Errors! : new Dictionary<string, string[]>();
        return [.. errors.SelectMany(error => error.Value.Select(message => $"{error.Key}: {message}"))];
    }
}
