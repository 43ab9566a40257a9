using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts.Guardrails;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts.Guardrails;

public sealed class GuardrailTests
{
    [Theory]
    [InlineData("""{ "metric": "error_rate", "max": 0.05 }""")]
    [InlineData("""{ "metric": "accuracy", "min": -1 }""")]
    [InlineData("""{ "metric": "latency", "maxRegressionPercent": 0 }""")]
    [InlineData("""{ "metric": "x", "max": 0, "minSamples": 1, "required": true, "action": "pause" }""")]
    public void A_guardrail_with_one_bound_is_taken(string json) => Assert.Empty(Errors(json));

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var guardrail = Read("""{ "metric": "error_rate", "max": 0.05 }""");

        Assert.Equal((50, false, GuardrailAction.Rollback), (guardrail.MinSamples, guardrail.Required, guardrail.Action));
    }

    [Theory]
    [InlineData("""{ "metric": "x" }""", "guardrails[0]")]
    [InlineData("""{ "metric": "x", "max": 1, "min": 0 }""", "guardrails[0]")]
    [InlineData("""{ "metric": "x", "max": 1, "maxRegressionPercent": 5 }""", "guardrails[0]")]
    [InlineData("""{ "metric": "x", "max": 1, "min": 0, "maxRegressionPercent": 5 }""", "guardrails[0]")]
    [InlineData("""{ "max": 1 }""", "guardrails[0].metric")]
    [InlineData("""{ "metric": "", "max": 1 }""", "guardrails[0].metric")]
    [InlineData("""{ "metric": "a\tb", "max": 1 }""", "guardrails[0].metric")]
    [InlineData("""{ "metric": "x", "maxRegressionPercent": -0.1 }""", "guardrails[0].maxRegressionPercent")]
    [InlineData("""{ "metric": "x", "max": 1, "minSamples": 0 }""", "guardrails[0].minSamples")]
    [InlineData("""{ "metric": "x", "max": 1, "minSamples": -5 }""", "guardrails[0].minSamples")]
    [InlineData("""{ "metric": "x", "max": 1e999 }""", "guardrails[0].max")]
    [InlineData("""{ "metric": "x", "min": -1e999 }""", "guardrails[0].min")]
    [InlineData("""{ "metric": "x", "maxRegressionPercent": 1e999 }""", "guardrails[0].maxRegressionPercent")]
    [InlineData("null", "guardrails[0]")]
    public void A_guardrail_that_breaks_a_rule_is_named(string json, string path) => Assert.Equal([path], Errors(json));

    [Fact]
    public void A_name_of_a_metric_has_128_characters_at_most()
    {
        Assert.Empty(Errors(new Guardrail { Metric = new('m', 128), Max = 1 }));
        Assert.Equal(["guardrails[0].metric"], Errors(new Guardrail { Metric = new('m', 129), Max = 1 }));
    }

    [Fact]
    public void There_are_fifty_guardrails_at_most()
    {
        Assert.Empty(Errors([.. Enumerable.Repeat(new Guardrail { Metric = "x", Max = 1 }, 50)]));
        Assert.Equal(["guardrails"], Errors([.. Enumerable.Repeat(new Guardrail { Metric = "x", Max = 1 }, 51)]));
    }

    [Theory]
    [InlineData("error_rate", null, MetricGoal.Minimize)]
    [InlineData("accuracy", null, MetricGoal.Maximize)]
    [InlineData("house_metric", null, MetricGoal.None)]
    [InlineData("error_rate", MetricGoal.None, MetricGoal.None)]
    [InlineData("house_metric", MetricGoal.Maximize, MetricGoal.Maximize)]
    public void The_prompt_says_which_way_is_better_before_the_name_does(string metric, MetricGoal? defined, MetricGoal goal)
    {
        var prompt = Prompt(metric, defined);

        Assert.Equal(goal, new Guardrail { Metric = metric }.GoalIn(prompt));
    }

    [Fact]
    public void The_prompt_says_what_the_values_are_and_else_they_are_any_numbers()
    {
        var prompt = Prompt("error_rate", null, MetricKind.Proportion);

        Assert.Equal(MetricKind.Proportion, new Guardrail { Metric = "error_rate" }.KindIn(prompt));
        Assert.Equal(MetricKind.Mean, new Guardrail { Metric = "accuracy" }.KindIn(prompt));
    }

    [Theory]
    [InlineData("house_metric", null)]
    [InlineData("error_rate", MetricGoal.None)]
    public void A_regression_needs_a_goal(string metric, MetricGoal? defined)
    {
        var problem = Deployments.Problem(() => Guardrail.RequireGoals(Prompt(metric, defined),
            [new() { Metric = metric, Max = 1 }, new() { Metric = metric, MaxRegressionPercent = 5 }, new() { Metric = "accuracy", MaxRegressionPercent = 5 }]));

        Assert.Equal(ProblemCodes.InvalidRequest, problem.Problem);
        Assert.Equal(["guardrails[1].maxRegressionPercent"], problem.Errors!.Keys);
    }

    [Fact]
    public void Bounds_without_a_regression_need_no_goal() =>
        Guardrail.RequireGoals(Prompt("x", null), [new() { Metric = "x", Max = 1 }, new() { Metric = "x", Min = 1 }, new() { Metric = "accuracy", MaxRegressionPercent = 5 }]);

    private static PromptRecord Prompt(string metric, MetricGoal? goal, MetricKind kind = MetricKind.Mean) => PromptService.New("p", "t", Noon) with
    {
        Metrics = new Dictionary<string, MetricDefinition> { [metric] = new() { Goal = goal, Kind = kind } },
    };

    private static Guardrail Read(string json) => JsonSerializer.Deserialize<Guardrail>(json, CoreJson.Options)!;

    private static IEnumerable<string> Errors(string json) => Errors(Read(json));

    private static IEnumerable<string> Errors(params Guardrail[] guardrails)
    {
        var checks = new RequestChecks();
        Guardrail.Validate(checks, guardrails);
        return Record.Exception(checks.ThrowIfAny) is ProblemException problem ? problem.Errors!.Keys : [];
    }
}
