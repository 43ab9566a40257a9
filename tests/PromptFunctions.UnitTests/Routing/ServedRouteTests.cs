using System.Globalization;
using FsCheck.Fluent;
using PromptFunctions.Core.Routing;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Routing;

public sealed class ServedRouteTests
{
    private static readonly ManualClock Clock = new(Routes.Ends.AddTicks(-1));

    private const string Candidate = "Rollout 1.1.0 rollout:r1:candidate";
    private const string Baseline = "Rollout 1.0.0 rollout:r1:baseline";
    private const string Live = "Live 1.0.0 ";

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.01", 1)]
    [InlineData("0.02", 2)]
    [InlineData("0.29", 29)]
    [InlineData("5", 500)]
    [InlineData("10", 1000)]
    [InlineData("25", 2500)]
    [InlineData("33.33", 3333)]
    [InlineData("50", 5000)]
    [InlineData("75", 7500)]
    [InlineData("99.99", 9999)]
    [InlineData("100", 10_000)]
    public void Each_bucket_gets_its_side_of_a_rollout(string percentage, int candidates)
    {
        var route = new ServedRoute(Routes.Plain.WithRollout(decimal.Parse(percentage, CultureInfo.InvariantCulture)));

        Assert.Equal(
            [.. Enumerable.Repeat(Candidate, candidates), .. Enumerable.Repeat(Baseline, 10_000 - candidates)],
            Subjects.OfBuckets.Select(subject => Text(route.Choose(subject, Clock))));
    }

    [Fact]
    public void Once_an_experiments_time_is_up_its_route_serves_the_live_version()
    {
        var route = new ServedRoute(Routes.Plain.WithExperiment(0, 5000, 10_000));

        Assert.Equal("Experiment 3.0.2 experiment:e1:arm-2", Text(route.Choose(Subjects.OfBuckets[5000], Clock)));
        Assert.Equal(Live, Text(route.Choose(Subjects.OfBuckets[5000], new ManualClock(Routes.Ends))));
        Assert.Contains("\"experiment\":{\"id\":\"e1\"", Json(route.DocumentAt(Clock)));
        Assert.Contains("\"experiment\":null", Json(route.DocumentAt(new ManualClock(Routes.Ends))));
    }

    [Fact]
    public void Who_got_the_candidate_keeps_it_while_the_percentage_grows() => Sampled.Each(
        from percentages in Gen.Choose(0, 10_000).Two()
        from subject in Inputs.Strings
        from salt in Gen.Choose(0, 1000)
        where subject.Length > 0
        select (Less: Math.Min(percentages.Item1, percentages.Item2), More: Math.Max(percentages.Item1, percentages.Item2), Salt: $"{salt}", Subject: subject),
        input =>
        {
            string Side(int hundredths) => Text(new ServedRoute(Routes.Plain.WithRollout(hundredths / 100m, input.Salt)).Choose(input.Subject, Clock));

            if (Side(input.Less) == Candidate) Assert.Equal(Candidate, Side(input.More));
            if (Side(input.More) == Baseline) Assert.Equal(Baseline, Side(input.Less));
        }, times: 1000);

    [Theory]
    [InlineData(0, 5000, 10_000)]
    [InlineData(0, 1, 10_000)]
    [InlineData(0, 9999, 10_000)]
    [InlineData(0, 3333, 6667, 10_000)]
    [InlineData(0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000)]
    [InlineData(0, 0, 2500, 2500, 10_000)]
    public void Each_bucket_gets_its_arm_of_an_experiment(params int[] cuts)
    {
        var route = new ServedRoute(Routes.Plain.WithExperiment(cuts));

        var expected = cuts.Zip(cuts.Skip(1)).SelectMany((cut, i) => Enumerable.Repeat($"Experiment 3.0.{i + 1} experiment:e1:arm-{i + 1}", cut.Second - cut.First));
        Assert.Equal(expected, Subjects.OfBuckets.Select(subject => Text(route.Choose(subject, Clock))));
    }

    [Fact]
    public void An_experiment_goes_before_a_rollout_and_a_rollout_before_the_live_version()
    {
        var both = new ServedRoute(Routes.Plain.WithRollout(50).WithExperiment(0, 4000, 6000));

        Assert.Equal("Experiment 3.0.1 experiment:e1:arm-1", Text(both.Choose(Subjects.OfBuckets[3999], Clock)));
        Assert.Equal("Experiment 3.0.2 experiment:e1:arm-2", Text(both.Choose(Subjects.OfBuckets[4000], Clock)));
        Assert.Equal(Baseline, Text(both.Choose(Subjects.OfBuckets[6000], Clock)));
        Assert.Equal(Live, Text(new ServedRoute(Routes.Plain).Choose(Subjects.OfBuckets[0], Clock)));
    }

    [Fact]
    public void A_prompt_without_a_live_version_still_serves_its_experiment()
    {
        var nothing = Routes.Plain with { Live = null };

        Assert.Null(new ServedRoute(nothing).Choose("user-1", Clock));
        Assert.Equal("Experiment 3.0.1 experiment:e1:arm-1", Text(new ServedRoute(nothing.WithExperiment(0, 10_000)).Choose("user-1", Clock)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_subject_chance_gives_each_its_share(string? subject)
    {
        var rollout = new ServedRoute(Routes.Plain.WithRollout(25));
        var experiment = new ServedRoute(Routes.Plain.WithExperiment(0, 7500, 10_000));

        // More than eight standard deviations to each side.
        Assert.InRange(Enumerable.Range(0, 20_000).Count(_ => Text(rollout.Choose(subject, Clock)) == Candidate), 4500, 5500);
        Assert.InRange(Enumerable.Range(0, 20_000).Count(_ => experiment.Choose(subject, Clock)!.Assignment == "experiment:e1:arm-2"), 4500, 5500);
    }

    [Fact]
    public void The_same_choice_is_the_same_object()
    {
        foreach (var route in (ServedRoute[])[new(Routes.Plain), new(Routes.Plain.WithRollout(50)), new(Routes.Plain.WithExperiment(0, 5000, 10_000))])
        {
            Assert.Same(route.Choose(Subjects.OfBuckets[0], Clock), route.Choose(Subjects.OfBuckets[4999], Clock));
            Assert.Same(route.Choose(Subjects.OfBuckets[5000], Clock), route.Choose(Subjects.OfBuckets[9999], Clock));
        }
    }

    private static string Text(Selection? selection) => $"{selection!.Reason} {selection.Version.Version} {selection.Assignment}";

    private static string Json(PreparedAnswer answer) => System.Text.Encoding.UTF8.GetString(answer.Body.Span);
}
