using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;
using static PromptFunctions.UnitTests.Experiments.Trials;

namespace PromptFunctions.UnitTests.Experiments;

public sealed class ExperimentDecisionTests
{
    private static readonly ExperimentRecord OnBoth = Trials.Of(2, Accuracy, Latency);
    private static readonly ExperimentRecord OfThree = Trials.Of(3, Accuracy, Latency);

    [Fact]
    public void A_treatment_wins_that_is_better_on_one_metric_and_worse_on_none()
    {
        var results = OnBoth.Evaluate((1000, [10, 5]), (1000, [11, 5]));

        Assert.Equal((ExperimentDecision.Winner, "b"), (results.Decision, results.Winner));
        Assert.Equal("Promote b (1.1.0): it is better on accuracy (+10 %) than a, and worse on nothing.", results.Recommendation);
        Assert.Equal([ComparisonVerdict.Better, ComparisonVerdict.None], results.Comparisons.Select(row => row.Verdict));
    }

    [Fact]
    public void Less_is_better_of_a_metric_to_minimise()
    {
        var results = OnBoth.Evaluate((1000, [10, 5]), (1000, [10, 4]));

        Assert.Equal("b", results.Winner);
        Assert.Equal("Promote b (1.1.0): it is better on latency (-20 %) than a, and worse on nothing.", results.Recommendation);
    }

    [Fact]
    public void The_control_wins_when_every_treatment_is_worse_on_one_metric_and_better_on_none()
    {
        var results = OfThree.Evaluate((1000, [10, 5]), (1000, [9, 5]), (1000, [10, 6]));

        Assert.Equal((ExperimentDecision.Winner, "a"), (results.Decision, results.Winner));
        Assert.Equal("Stay with a (1.0.0): b is worse on accuracy (-10 %) and c is worse on latency (+20 %).", results.Recommendation);
        Assert.Equal(ExperimentDecision.NoDifference, OfThree.Evaluate((1000, [10, 5]), (1000, [9, 5]), (1000, [10, 5])).Decision);
    }

    [Fact]
    public void Better_on_one_metric_and_worse_on_another_is_a_conflict_for_a_person()
    {
        var results = OnBoth.Evaluate((1000, [10, 5]), (1000, [11, 6]));

        Assert.Equal((ExperimentDecision.Conflict, null), (results.Decision, results.Winner));
        Assert.Equal("Decide what matters more: b is better on accuracy (+10 %) and worse on latency (+20 %); no figure can weigh the one against the other.", results.Recommendation);
        Assert.Equal(ExperimentDecision.Conflict, OfThree.Evaluate((1000, [10, 5]), (1000, [11, 5]), (1000, [11, 6])).Decision);
    }

    [Fact]
    public void Of_several_winners_that_with_the_best_lower_bound_on_the_first_metric_wins()
    {
        Assert.Equal("c", OfThree.Evaluate((1000, [10, 5]), (1000, [11, 5]), (1000, [11.5, 5])).Winner);
        Assert.Equal("b", OfThree.Evaluate((1000, [10, 5]), (1000, [11, 5]), (1000, [10, 3])).Winner);
        // A wide interval around more is less certain than a narrow one around a little less.
        Assert.Equal("b", (OfThree with { MinSubjectsPerArm = 10, Traffic = Shares(4990, 5000, 10) }).Evaluate((4990, [10, 5]), (5000, [11, 5]), (10, [11.3, 5])).Winner);
    }

    [Fact]
    public void Without_enough_subjects_in_each_arm_nothing_is_decided()
    {
        var results = OnBoth.Evaluate((99, [10, 5]), (110, [20, 5]));

        Assert.Equal((ExperimentDecision.InsufficientData, null), (results.Decision, results.Winner));
        Assert.Equal("Wait: a has 99 of the 100 subjects that each arm needs.", results.Recommendation);
        Assert.Equal(ExperimentDecision.Winner, OnBoth.Evaluate((100, [10, 5]), (110, [20, 5])).Decision);
    }

    [Fact]
    public void Nothing_is_decided_by_a_metric_that_few_subjects_have()
    {
        var tally = OnBoth.Tally((200, [10, 5]), (200, [10, 5]));
        for (var i = 0; i < 8; i++) tally.Arms[i % 2].Metrics["latency"] = i < 2 ? default : tally.Arms[i % 2].Metrics["latency"].Replace(default, Moments.Of((i % 2 * 10) + (i % 3 * 0.01)));
        var results = ExperimentAnalysis.Evaluate(OnBoth, tally);

        Assert.True(results.Comparisons[1].Significant);
        Assert.Equal((ExperimentDecision.InsufficientData, null), (results.Decision, results.Winner));
        Assert.Equal("Wait: a has 3 with latency and b has 3 with latency of the 100 subjects that each arm needs.", results.Recommendation);
    }

    [Fact]
    public void A_winner_that_was_promoted_or_could_not_be_is_told_so()
    {
        var promoted = OnBoth.Completed() with { AutoPromote = true, Promotion = new("b", OnBoth.Arms[1].Served.Version, "d1", null) };
        var refused = promoted with { Promotion = new("b", OnBoth.Arms[1].Served.Version, null, "p@1.1.0 needs an approval.") };

        Assert.StartsWith("There is nothing to do, as it looks now b (1.1.0) is promoted at the end: it is better", (OnBoth with { AutoPromote = true }).Evaluate((1000, [10, 5]), (1000, [11, 5])).Recommendation);
        Assert.StartsWith("There is nothing to do, b (1.1.0) was promoted: it is better", promoted.Evaluate((1000, [10, 5]), (1000, [11, 5])).Recommendation);
        Assert.StartsWith("See to it that b (1.1.0) is live, it was not promoted (p@1.1.0 needs an approval): it is better", refused.Evaluate((1000, [10, 5]), (1000, [11, 5])).Recommendation);
    }

    [Fact]
    public void A_sample_ratio_mismatch_comes_before_everything_else()
    {
        var results = OnBoth.Evaluate((1000, [10, 5]), (800, [20, 5]));

        Assert.Equal((ExperimentDecision.SampleRatioMismatch, null, false), (results.Decision, results.Winner, results.SampleRatio.Ok));
        Assert.StartsWith("Do not decide on these figures: a has 1,000 of 1,800 subjects where 900 were due and b has 800 of 1,800 subjects where 900 were due (p = 2.4E-6); find out", results.Recommendation);
        Assert.Equal(ExperimentDecision.SampleRatioMismatch, OnBoth.Evaluate((5, [10, 5]), (60, [20, 5])).Decision);
    }

    [Fact]
    public void The_sample_ratio_is_that_of_the_buckets_and_waits_for_eight_subjects_due_in_each_arm()
    {
        var uneven = OnBoth with { Traffic = Shares(9000, 1000) };

        Assert.Equal((1.0, true), (uneven.Evaluate((900, [1, 1]), (100, [1, 1])).SampleRatio.PValue, uneven.Evaluate((900, [1, 1]), (100, [1, 1])).SampleRatio.Ok));
        Assert.Equal((null, true), (uneven.Evaluate((79, [1, 1]), (0, [1, 1])).SampleRatio.PValue, uneven.Evaluate((79, [1, 1]), (0, [1, 1])).SampleRatio.Ok));
        Assert.Equal(0.0029, uneven.Evaluate((80, [1, 1]), (0, [1, 1])).SampleRatio.PValue!.Value, 1e-4);
    }

    [Fact]
    public void No_difference_says_what_the_difference_can_still_be()
    {
        var running = OnBoth.Evaluate((1000, [10, 5]), (1000, [10, 5]));
        var ended = (OnBoth with { SuccessMetrics = [Accuracy] }).Completed().Evaluate((1000, [10]), (1000, [10]));

        Assert.Equal(ExperimentDecision.NoDifference, running.Decision);
        Assert.StartsWith("Let it run: no difference has been found so far; b's accuracy differs from a's by -0.07", running.Recommendation);
        Assert.Equal("Keep what is live, or choose by other reasons: no difference was found; b's accuracy differs from a's by -0.0699 to +0.0699.", ended.Recommendation);
    }

    [Fact]
    public void The_fixed_method_is_not_to_be_decided_by_before_the_end()
    {
        var @fixed = OnBoth with { Method = ExperimentMethod.Fixed };

        Assert.StartsWith("Wait for the end, because the method fixed is only honest when it is looked at once; as it looks now, choose b (1.1.0)", @fixed.Evaluate((1000, [10, 5]), (1000, [11, 5])).Recommendation);
        Assert.StartsWith("Promote b", @fixed.Completed().Evaluate((1000, [10, 5]), (1000, [11, 5])).Recommendation);
    }

    [Fact]
    public void Several_comparisons_are_corrected_for_and_their_intervals_with_them()
    {
        var results = OnBoth.Evaluate((1000, [10, 5]), (1000, [10.15, 5.165]));
        var test = new AlwaysValidTest(0.05, 5000);
        var (control, treatment) = (new Estimate(1000, 10, Math.Sqrt(250.0 / 999)), new Estimate(1000, 10.15, Math.Sqrt(250.0 / 999)));

        Assert.Equal(test.PValue(control, treatment), results.Comparisons[0].PValue, 1e-12);
        Assert.True(results.Comparisons[1].PValue < results.Comparisons[0].PValue);
        Assert.Equal(results.Comparisons[1].PValue * 2, results.Comparisons[1].AdjustedPValue, 1e-12);
        Assert.Equal(results.Comparisons[0].PValue, results.Comparisons[0].AdjustedPValue, 1e-12);
        var narrow = test.IntervalAt(0.05, control, treatment)!.Value;
        Assert.Equal([narrow.Low, narrow.High], results.Comparisons[0].Interval!);
    }

    [Fact]
    public void What_does_not_vary_or_has_no_results_is_no_evidence_and_says_why()
    {
        var tally = new ExperimentTally(2);
        for (var i = 0; i < 400; i++) tally.Apply(OnBoth, null, new(Key(i), i % 2, false, [new("accuracy", Moments.Of(i % 2)), .. i == 0 ? [new SubjectMetric("latency", Moments.Of(1))] : Array.Empty<SubjectMetric>()]));
        var results = ExperimentAnalysis.Evaluate(OnBoth, tally);

        Assert.Equal((1.0, null, "Every subject has the same accuracy in its arm: what does not vary cannot be tested."), (results.Comparisons[0].PValue, results.Comparisons[0].Interval, results.Comparisons[0].Note));
        Assert.Equal((1.0, null, null, "a has fewer than 2 subjects with latency."), (results.Comparisons[1].PValue, results.Comparisons[1].Interval, results.Comparisons[1].Difference, results.Comparisons[1].Note));
        Assert.Equal("Let it run: no difference has been found so far; the results cannot be tested, see the comparisons' notes.", results.Recommendation);
    }

    [Fact]
    public void A_rate_of_nothing_against_all_is_evidence_and_nothing_is_relative_to_nothing()
    {
        var rate = Trials.Of(2, new SuccessMetric("success_rate", MetricGoal.Maximize, MetricKind.Proportion));
        var tally = new ExperimentTally(2);
        for (var i = 0; i < 400; i++) tally.Apply(rate, null, new(Key(i), i % 2, false, [new("success_rate", Moments.Of(i % 2))]));
        var results = ExperimentAnalysis.Evaluate(rate, tally);

        Assert.Equal("b", results.Winner);
        Assert.Null(results.Comparisons[0].RelativeDifference);
        Assert.Equal("Promote b (1.1.0): it is better on success_rate (+1) than a, and worse on nothing.", results.Recommendation);
    }

    private static Core.Routing.RouteExperiment Shares(params int[] buckets)
    {
        var end = 0;
        return OnBoth.Traffic with { Arms = [.. buckets.Select((count, i) => new Core.Routing.RouteArm(((char)('a' + i)).ToString(), OnBoth.Arms[0].Served, count, end, end += count))] };
    }
}
