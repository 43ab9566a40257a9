using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What an experiment's results add up to.</summary>
public sealed class ExperimentFiguresTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const double Exactly = 1e-9;

    private readonly ApiClient api = fixture.Api;

    [Theory]
    [InlineData("sequential", 0.05, 5000)]
    [InlineData("sequential", 0.01, 40)]
    [InlineData("fixed", 0.05, 5000)]
    public async Task Figures_are_exact_however_the_observations_of_a_subject_arrive(string method, double alpha, double tuning)
    {
        var experiment = await ApiExperiment.Start(api, new { method, alpha, tuning, minSubjectsPerArm = 20 });
        var random = new Random(7);
        var values = new Dictionary<string, Dictionary<string, double[]>>();
        foreach (var (arm, mean) in new[] { ("control", 5.0), ("treatment", 5.7) })
        {
            values[arm] = experiment.SubjectsOf(arm, arm == "control" ? 25 : 31).ToDictionary(subject => subject, _ => Observations(random, mean));
        }

        // In three batches, each of which has something of most subjects; and they are looked at in between.
        var all = values.Values.SelectMany(arm => arm).SelectMany(subject => subject.Value.Select((value, i) => (subject.Key, Value: value, Batch: i % 3))).ToList();
        for (var batch = 0; batch < 3; batch++)
        {
            await experiment.Record(all.Where(one => one.Batch == batch).Select(one => ApiExperiment.Result(one.Key, one.Value)));
            await experiment.Get();
        }

        var shown = await experiment.Get();
        foreach (var (arm, subjects) in values) Check(ApiExperiment.Arm(shown, arm), [.. subjects.Values]);
        Compare(ApiExperiment.Comparison(shown), PlainStatistics.Estimate(values["control"].Values), PlainStatistics.Estimate(values["treatment"].Values), method, alpha, tuning);
        await fixture.FoldAsync();
        Assert.Equal(shown.Text, (await experiment.Get()).Text);
    }

    [Fact]
    public async Task With_one_observation_a_subject_a_proportion_has_the_variance_of_its_rate()
    {
        var experiment = await ApiExperiment.Start(api, new { successMetrics = new[] { "solved" } }, new { metrics = new { solved = new { kind = "proportion", goal = "maximize" } } });
        await experiment.Report("control", 200, i => new() { ["solved"] = i % 4 == 0 ? 1 : 0 });
        await experiment.Report("treatment", 180, i => new() { ["solved"] = i % 2 });

        var row = ApiExperiment.Comparison(await experiment.Get(), "solved");
        var (control, treatment) = ((200, 0.25, 0.25 * 0.75), (180, 0.5, 0.25));
        var (difference, error) = PlainStatistics.Difference(control, treatment);
        var (p, half) = PlainStatistics.AlwaysValid(difference, error, 380, 0.05, 5000, 0.05);
        Near(0.25, row["difference"]);
        Near(1, row["relativeDifference"]);
        Near(p, row["pValue"]);
        Near(0.25 - half, row["interval"]![0]);
        Near(0.25 + half, row["interval"]![1]);
    }

    [Fact]
    public async Task Points_with_the_assignment_and_a_subject_count_the_same_and_points_without_a_subject_do_not()
    {
        var prompt = await ApiExperiment.Prepare(api);
        var results = await ApiExperiment.Start(api, prompt);
        var subjects = results.SubjectsOf("treatment", 3);
        await results.Record(subjects.Select((subject, i) => ApiExperiment.Result(subject, i)));
        object Point(string subject, double value) => new { prompt = prompt.Name, version = "0.0.2", metric = "accuracy", value, subject, assignment = results.AssignmentOf("treatment") };

        var receipt = (await api.Post("/metrics", new { points = subjects.Select((subject, i) => Point(subject, 10 + i)) })).ShouldBe(202);
        await api.Post("/metrics", new { points = new object[] { Point("", 500), new { prompt = prompt.Name, version = "0.0.2", metric = "accuracy", value = 600, assignment = results.AssignmentOf("treatment") } } });

        Assert.Equal((3, 0), ((int)receipt["accepted"]!, receipt["rejected"]!.AsArray().Count));
        Check(ApiExperiment.Arm(await results.Get(), "treatment"), [[0, 10], [1, 11], [2, 12]]);
        var version = (await api.Get($"{prompt.Version("0.0.2")}/metrics")).ShouldBe(200)["metrics"]!["accuracy"]!;
        Assert.Equal((8, 600.0), ((int)version["count"]!, (double)version["max"]!));
    }

    [Fact]
    public async Task Results_also_feed_the_versions_metrics_but_only_success_metrics_are_compared()
    {
        var experiment = await ApiExperiment.Start(api);
        await experiment.Report("control", 2, i => new() { ["accuracy"] = i, ["clicks"] = 10 * i });
        await experiment.Report("treatment", 4, i => new() { ["accuracy"] = i, ["clicks"] = -i });

        var shown = await experiment.Get();
        var clicks = ApiExperiment.Arm(shown, "treatment")["metrics"]!["clicks"]!;
        Assert.Equal((4, 4, -1.5, -3.0, 0.0), ((int)clicks["subjects"]!, (int)clicks["count"]!, (double)clicks["mean"]!, (double)clicks["min"]!, (double)clicks["max"]!));
        Assert.Equal((4, 8), ((int)ApiExperiment.Arm(shown, "treatment")["subjects"]!, (int)ApiExperiment.Arm(shown, "treatment")["observations"]!));
        Assert.Single(shown["comparisons"]!.AsArray());
        foreach (var (version, count, mean) in new[] { ("0.0.1", 2, 5.0), ("0.0.2", 4, -1.5) })
        {
            var metric = (await api.Get($"{experiment.Prompt.Version(version)}/metrics")).ShouldBe(200)["metrics"]!["clicks"]!;
            Assert.Equal((count, mean), ((int)metric["count"]!, (double)metric["mean"]!));
        }
    }

    [Fact]
    public async Task Where_nothing_varies_or_an_arm_has_nobody_nothing_is_claimed_and_the_note_says_why()
    {
        var experiment = await ApiExperiment.Start(api, new { minSubjectsPerArm = 2 });
        await experiment.Report("control", 3, _ => 1);
        var alone = ApiExperiment.Comparison(await experiment.Get());
        await experiment.Report("treatment", 3, _ => 2);
        var level = ApiExperiment.Comparison(await experiment.Get());

        Assert.Null(alone["difference"]);
        Assert.Equal(1, (double)level["difference"]!);
        foreach (var row in new[] { alone, level })
        {
            Assert.Null(row["interval"]);
            Assert.Equal((1.0, 1.0, false, "none"), ((double)row["pValue"]!, (double)row["adjustedPValue"]!, (bool)row["significant"]!, (string?)row["verdict"]));
            Assert.False(string.IsNullOrEmpty((string?)row["note"]));
        }
    }

    /// <summary>One to four values around a mean.</summary>
    private static double[] Observations(Random random, double mean) => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => mean + random.NextDouble())];

    private static void Check(JsonNode arm, double[][] subjects)
    {
        var values = subjects.SelectMany(subject => subject).ToList();
        var metric = arm["metrics"]!["accuracy"]!;
        Assert.Equal((subjects.Length, values.Count, subjects.Length, values.Count), ((int)arm["subjects"]!, (int)arm["observations"]!, (int)metric["subjects"]!, (int)metric["count"]!));
        Assert.Equal((values.Min(), values.Max()), ((double)metric["min"]!, (double)metric["max"]!));
        Near(values.Average(), metric["mean"]);
        Near(Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Count - 1)), metric["std"]);
    }

    private static void Compare(JsonNode row, (int N, double Ratio, double Variance) control, (int N, double Ratio, double Variance) treatment, string method, double alpha, double tuning)
    {
        var (difference, error) = PlainStatistics.Difference(control, treatment);
        Near(difference, row["difference"]);
        Near(difference / control.Ratio, row["relativeDifference"]);
        var (low, high) = ((double)row["interval"]![0]!, (double)row["interval"]![1]!);
        Near(difference, (low + high) / 2);
        if (method == "fixed")
        {
            Near(PlainStatistics.Welch(difference, control, treatment), row["pValue"]);
            // Its ends are where the test would just be significant.
            Near(alpha, PlainStatistics.Welch((high - low) / 2, control, treatment));
        }
        else
        {
            var (p, half) = PlainStatistics.AlwaysValid(difference, error, control.N + treatment.N, alpha, tuning, alpha);
            Near(p, row["pValue"]);
            Near(half, (high - low) / 2);
        }
    }

    private static void Near(double expected, JsonNode? found) => Near(expected, (double)found!);

    private static void Near(double expected, double found) => Assert.InRange(found, expected - (Exactly * Math.Abs(expected)), expected + (Exactly * Math.Abs(expected)));
}
