using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rollouts;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class CreateDeploymentRequestTests
{
    private static readonly CreateDeploymentRequest Good = new() { Version = V("1.1.0"), Strategy = DeploymentStrategy.Canary };

    [Fact]
    public void A_built_in_strategy_brings_its_steps() => Assert.Equal(RolloutSteps.Of(DeploymentStrategy.Canary), Good.Validate());

    [Fact]
    public void The_custom_strategy_takes_the_callers_steps()
    {
        var steps = Steps("1 manual", "100");

        Assert.Same(steps, (Good with { Strategy = DeploymentStrategy.Custom, Steps = steps }).Validate());
    }

    [Fact]
    public void Version_and_strategy_are_required()
    {
        RequireErrors(new(), "version", "strategy");
        RequireErrors(new() { Steps = [] }, "version", "strategy");
    }

    [Fact]
    public void The_custom_strategy_requires_steps() => RequireErrors(Good with { Strategy = DeploymentStrategy.Custom }, "steps");

    [Theory]
    [InlineData(DeploymentStrategy.Immediate)]
    [InlineData(DeploymentStrategy.Gradual)]
    [InlineData(DeploymentStrategy.Canary)]
    public void Steps_go_with_the_custom_strategy_only(DeploymentStrategy strategy) => RequireErrors(Good with { Strategy = strategy, Steps = Steps("100") }, "steps");

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => RequireErrors(
        new() { Version = null, Strategy = DeploymentStrategy.Custom, Steps = Steps("10", "99"), Guardrails = [new() { Metric = "", Max = 1 }] },
        "version", "steps[0].hold", "steps[1].percentage", "guardrails[0].metric");

    [Theory]
    [InlineData("description")]
    [InlineData("author")]
    public void Long_texts_are_too_large(string member)
    {
        var (fits, over) = (new string('x', 32_768), new string('x', 32_769));
        CreateDeploymentRequest With(string text) => member == "author" ? Good with { Author = text } : Good with { Description = text };

        With(fits).Validate();
        var problem = Problem(() => With(over).Validate());
        Assert.Equal(ProblemCodes.TooLarge, problem.Problem);
        Assert.StartsWith(member, problem.Detail, StringComparison.Ordinal);
    }

    private static void RequireErrors(CreateDeploymentRequest request, params string[] paths)
    {
        var problem = Problem(() => request.Validate());

        Assert.Equal(ProblemCodes.InvalidRequest, problem.Problem);
        Assert.Equal(paths, problem.Errors!.Keys);
    }
}
