using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>How many subjects an experiment needs.</summary>
public sealed class ExperimentPlanTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    /// <summary>R: power.t.test(delta = 1, sd = 1, power = .90) and power.prop.test(p1 = .50, p2 = .75, power = .90).</summary>
    [Theory]
    [InlineData("mean=10&std=1&effect=0.1&power=0.9", 23)]
    [InlineData("kind=mean&mean=-10&std=1&effect=0.1&power=0.9", 23)]
    [InlineData("mean=10&std=1&effect=-0.1&power=0.9&alpha=0.05", 23)]
    [InlineData("rate=0.5&effect=0.5&power=0.9", 77)]
    [InlineData("kind=proportion&rate=0.75&effect=-0.3333333333333333&power=0.9", 77)]
    public async Task A_single_look_needs_what_r_says(string query, int subjects)
    {
        var prompt = await api.NewPrompt();

        var plan = (await prompt.Get($"/experiment-plan?{query}")).ShouldBe(200);

        Assert.Equal(subjects, (int)plan["perArm"]!["fixed"]!);
        Assert.True((int)plan["perArm"]!["sequential"]! > subjects, plan.Text);
    }

    [Theory]
    [InlineData("mean=10&std=5&effect=0.05&alpha=0.05&power=0.8&tuning=5000", 5.0, 0.5)]
    [InlineData("mean=10&std=5&effect=0.05&tuning=500", 5.0, 0.5)]
    public async Task With_looks_at_any_time_it_is_where_the_interval_has_the_power(string query, double std, double difference)
    {
        var plan = (await (await api.NewPrompt()).Get($"/experiment-plan?{query}")).ShouldBe(200);
        var n = (int)plan["perArm"]!["sequential"]!;

        Assert.True(Has(n) && !Has(n - 1), plan.Text);

        // The difference is as large as half the interval and 0.84 standard errors more.
        bool Has(int subjects)
        {
            var error = std * Math.Sqrt(2.0 / subjects);
            var (_, half) = PlainStatistics.AlwaysValid(0, error, 2 * subjects, 0.05, query.EndsWith("=500", StringComparison.Ordinal) ? 500 : 5000, 0.05);
            return difference >= half + (0.8416212335729143 * error);
        }
    }

    [Theory]
    [InlineData("mean=10&std=1", "effect")]
    [InlineData("mean=10&std=1&effect=0", "effect")]
    [InlineData("mean=10&std=1&effect=x", "effect")]
    [InlineData("std=1&effect=0.1", "mean")]
    [InlineData("mean=0&std=1&effect=0.1", "mean")]
    [InlineData("mean=10&effect=0.1", "std")]
    [InlineData("mean=10&std=0&effect=0.1", "std")]
    [InlineData("mean=10&std=-1&effect=0.1", "std")]
    [InlineData("mean=NaN&std=1&effect=0.1", "mean")]
    [InlineData("kind=proportion&effect=0.1", "rate")]
    [InlineData("rate=1&effect=0.1", "rate")]
    [InlineData("rate=0.5&std=1&effect=0.1", "std")]
    [InlineData("rate=0.5&mean=1&effect=0.1", "mean")]
    [InlineData("kind=mean&rate=0.5&mean=1&std=1&effect=0.1", "rate")]
    [InlineData("kind=median&mean=1&std=1&effect=0.1", "kind")]
    [InlineData("rate=0.6&effect=0.7", "effect")]
    [InlineData("rate=0.6&effect=-1", "effect")]
    [InlineData("rate=0.5&effect=0.1&alpha=0", "alpha")]
    [InlineData("rate=0.5&effect=0.1&alpha=1", "alpha")]
    [InlineData("rate=0.5&effect=0.1&power=1", "power")]
    [InlineData("rate=0.5&effect=0.1&tuning=9", "tuning")]
    [InlineData("rate=0.5&effect=1e-12", "effect")]
    [InlineData("mean=1&std=1e300&effect=0.1", "effect")]
    [InlineData("rate=0.5&effect=0.1&size=9", "size")]
    public async Task What_makes_no_sense_is_refused_at_its_parameter(string query, string parameter)
    {
        var prompt = await api.NewPrompt();

        (await prompt.Get($"/experiment-plan?{query}")).ShouldBeInvalid(parameter);
    }

    [Fact]
    public async Task A_plan_is_of_a_prompt() =>
        (await api.Get($"/prompts/{ApiClient.UniqueName()}/experiment-plan?rate=0.5&effect=0.1")).ShouldBeProblem(404, "unknown-prompt");
}
