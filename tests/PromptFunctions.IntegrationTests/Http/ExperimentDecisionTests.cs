using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What figures come to. Each accuracy alternates around its mean by as much as the mean is told to.</summary>
public sealed class ExperimentDecisionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object Small = new { minSubjectsPerArm = 50, tuning = 200 };

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Arms_without_their_shares_block_any_decision()
    {
        var experiment = await ApiExperiment.Start(api, Small);
        await experiment.Report("control", 200, i => ApiExperiment.Around(0.5, i));
        await experiment.Report("treatment", 120, i => ApiExperiment.Around(0.9, i));

        var shown = await DecidedAsync(experiment, "sample-ratio-mismatch", null);

        // χ² of 200 and 120 where 160 and 160 were due is 20, with one degree of freedom.
        Assert.Equal(7.744216e-6, (double)shown["sampleRatio"]!["pValue"]!, 1e-11);
        Assert.False((bool)shown["sampleRatio"]!["ok"]!);
        Says(shown, "control has 200 of 320", "160 were due", "new experiment");
    }

    [Fact]
    public async Task Shares_are_judged_against_the_weights_and_not_before_eight_subjects_are_due_in_each_arm()
    {
        var experiment = await ApiExperiment.Start(api, new { minSubjectsPerArm = 2, trafficSplit = 0.8 });
        await experiment.Report("treatment", 30, i => ApiExperiment.Around(0.5, i));
        Assert.Null((await DecidedAsync(experiment, "insufficient-data", null))["sampleRatio"]!["pValue"]);

        await experiment.Report("control", 120, i => ApiExperiment.Around(0.5, i));

        var ratio = (await DecidedAsync(experiment, "no-difference", null))["sampleRatio"]!;
        Assert.Equal((1.0, true), ((double)ratio["pValue"]!, (bool)ratio["ok"]!));
    }

    [Fact]
    public async Task An_arm_with_too_few_subjects_has_to_wait()
    {
        var experiment = await ApiExperiment.Start(api, Small);
        await experiment.Report("control", 50, i => ApiExperiment.Around(0.5, i));
        await experiment.Report("treatment", 49, i => ApiExperiment.Around(0.9, i));

        Says(await DecidedAsync(experiment, "insufficient-data", null), "Wait", "treatment has 49 of the 50");
        await experiment.Report("treatment", 50, i => ApiExperiment.Around(0.9, i));
        await DecidedAsync(experiment, "winner", "treatment");
    }

    [Fact]
    public async Task The_treatment_wins_where_it_is_better_on_one_metric_and_worse_on_none()
    {
        var experiment = await ApiExperiment.Start(api, new { successMetrics = new[] { "accuracy", "response_time" }, minSubjectsPerArm = 50, tuning = 200 });
        await experiment.Report("control", 60, i => new() { ["accuracy"] = ApiExperiment.Around(0.5, i), ["response_time"] = ApiExperiment.Around(3, i) });
        await experiment.Report("treatment", 60, i => new() { ["accuracy"] = ApiExperiment.Around(0.6, i), ["response_time"] = ApiExperiment.Around(3, i) });

        var shown = await DecidedAsync(experiment, "winner", "treatment");

        Assert.Equal(["better", "none"], shown["comparisons"]!.AsArray().Select(row => (string?)row!["verdict"]));
        Says(shown, "Promote treatment (0.0.2)", "better on accuracy (+20 %)");
    }

    [Fact]
    public async Task The_control_wins_where_the_treatment_is_worse()
    {
        var experiment = await ApiExperiment.Start(api, Small);
        await experiment.Report("control", 60, i => ApiExperiment.Around(0.6, i));
        await experiment.Report("treatment", 60, i => ApiExperiment.Around(0.48, i));

        Says(await DecidedAsync(experiment, "winner", "control"), "Stay with control (0.0.1)", "worse on accuracy (-20 %)");
    }

    [Fact]
    public async Task Less_is_better_where_the_metric_is_to_be_minimised()
    {
        var experiment = await ApiExperiment.Start(api, new { successMetrics = new[] { "cost" }, minSubjectsPerArm = 50, tuning = 200 });
        await experiment.Report("control", 60, i => new() { ["cost"] = ApiExperiment.Around(2, i) });
        await experiment.Report("treatment", 60, i => new() { ["cost"] = ApiExperiment.Around(1.5, i) });

        var shown = await DecidedAsync(experiment, "winner", "treatment");

        var row = ApiExperiment.Comparison(shown, "cost");
        Assert.Equal(("better", true), ((string?)row["verdict"], (bool?)row["significant"]));
        Assert.Equal(-0.25, (double)row["relativeDifference"]!, 12);
    }

    [Fact]
    public async Task Better_on_one_and_worse_on_another_is_for_people_to_decide()
    {
        var experiment = await ApiExperiment.Start(api, new { successMetrics = new[] { "accuracy", "cost" }, minSubjectsPerArm = 50, tuning = 200 });
        await experiment.Report("control", 60, i => new() { ["accuracy"] = ApiExperiment.Around(0.5, i), ["cost"] = ApiExperiment.Around(2, i) });
        await experiment.Report("treatment", 60, i => new() { ["accuracy"] = ApiExperiment.Around(0.9, i), ["cost"] = ApiExperiment.Around(4, i) });

        Says(await DecidedAsync(experiment, "conflict", null), "better on accuracy (+80 %)", "worse on cost (+100 %)", "Decide");
    }

    [Fact]
    public async Task No_difference_goes_on_or_leaves_what_is_live()
    {
        var experiment = await ApiExperiment.Start(api, Small);
        foreach (var arm in new[] { "control", "treatment" }) await experiment.Report(arm, 60, i => ApiExperiment.Around(0.5, i));

        Says(await DecidedAsync(experiment, "no-difference", null), "Let it run");
        Says((await experiment.Stop()).ShouldBe(200), "Keep what is live");
    }

    [Fact]
    public async Task A_fixed_horizon_warns_of_looking_early()
    {
        var experiment = await ApiExperiment.Start(api, new { minSubjectsPerArm = 50, method = "fixed" });
        await experiment.Report("control", 60, i => ApiExperiment.Around(0.5, i));
        await experiment.Report("treatment", 60, i => ApiExperiment.Around(0.9, i));

        Says(await DecidedAsync(experiment, "winner", "treatment"), "Wait for the end");
        Says((await experiment.Stop()).ShouldBe(200), "Promote treatment");
    }

    [Fact]
    public async Task Of_several_arms_and_metrics_each_p_value_is_adjusted_by_holm_and_the_best_lower_bound_wins()
    {
        var experiment = await ApiExperiment.Start(api, versions: 4, members: new
        {
            arms = new[] { "0.0.1", "0.0.2", "0.0.3", "0.0.4" }.Select((version, i) => new { name = $"arm{i}", version, weight = 1 }),
            successMetrics = new[] { "accuracy", "cost" },
            minSubjectsPerArm = 50,
            tuning = 200,
        });
        double[] accuracy = [0.50, 0.51, 0.56, 0.60], cost = [2, 2.01, 1.96, 2];
        for (var arm = 0; arm < 4; arm++) await experiment.Report($"arm{arm}", 60, i => new() { ["accuracy"] = ApiExperiment.Around(accuracy[arm], i), ["cost"] = ApiExperiment.Around(cost[arm], i) });

        var shown = await DecidedAsync(experiment, "winner", "arm3");

        var rows = shown["comparisons"]!.AsArray().Select(row => row!).ToList();
        Assert.Equal(["accuracy arm1", "accuracy arm2", "accuracy arm3", "cost arm1", "cost arm2", "cost arm3"], rows.Select(row => $"{row["metric"]} {row["arm"]}"));
        var least = 0.0;
        foreach (var (rank, row) in rows.OrderBy(row => (double)row["pValue"]!).Index())
        {
            least = Math.Max(least, Math.Min(1, (6 - rank) * (double)row["pValue"]!));
            Assert.Equal(least, (double)row["adjustedPValue"]!, 12);
            Assert.Equal(least <= 0.05, (bool)row["significant"]!);
            // The interval at the comparison's own level: it leaves 0 out where p is at most that.
            var (difference, half) = ((double)row["difference"]!, ((double)row["interval"]![1]! - (double)row["interval"]![0]!) / 2);
            var (_, expected) = PlainStatistics.AlwaysValid(difference, Error(row), 120, 0.05, 200, 0.05 / (6 - rank));
            Assert.Equal(1, half / expected, 9);
        }
        Assert.True(rows.Select(row => (bool)row["significant"]!).Distinct().Count() == 2, "Some should be significant and some not.");

        // Values alternate by a tenth around their mean.
        double Error(System.Text.Json.Nodes.JsonNode row)
        {
            var means = (string?)row["metric"] == "accuracy" ? accuracy : cost;
            var arm = ((string)row["arm"]!)[^1] - '0';
            return Math.Sqrt((Square(means[0]) + Square(means[arm])) / 59);
            static double Square(double mean) => 0.01 * mean * mean;
        }
    }

    private static async Task<ApiResponse> DecidedAsync(ApiExperiment experiment, string decision, string? winner)
    {
        var shown = await experiment.Get();
        Assert.True((string?)shown["decision"] == decision && (string?)shown["winner"] == winner, shown.Text);
        return shown;
    }

    private static void Says(ApiResponse experiment, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, (string?)experiment["recommendation"], StringComparison.Ordinal));
}
