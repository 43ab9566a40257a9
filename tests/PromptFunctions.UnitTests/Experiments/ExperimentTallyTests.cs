using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Experiments;

public sealed class ExperimentTallyTests
{
    private sealed record Happening(int Subject, bool IsForeign, double[] Values);

    private static readonly Gen<Happening> Happenings =
        from subject in Gen.Choose(0, 30)
        from isForeign in Gen.Frequency((12, Gen.Constant(false)), (1, Gen.Constant(true)))
        from values in Gen.Choose(-1000, 1000).Select(value => value / 8.0).ArrayOf()
        select new Happening(subject, isForeign, values.Length > 5 ? values[..5] : values);

    /// <summary>Whatever comes in whatever order, in parts: what is kept is what can be recomputed from all subjects.</summary>
    [Fact]
    public void What_is_kept_is_that_of_all_subjects_but_the_quarantined() => Sampled.Each(Happenings.ListOf(), happenings =>
    {
        var experiment = Trials.Of();
        var parts = new[] { new ExperimentTally(2), new ExperimentTally(2), new ExperimentTally(2) };
        var kept = new Dictionary<int, SubjectRecord>();
        var (values, foreign) = (new Dictionary<int, List<double>>(), new HashSet<int>());
        foreach (var (subject, isForeign, some) in happenings)
        {
            SubjectMetric[] metrics = some.Length == 0 ? [] : [new("accuracy", some.Aggregate(default(Moments), (sum, value) => sum.With(value)))];
            if (parts[subject % 3].Apply(experiment, kept.GetValueOrDefault(subject), new(Trials.Key(subject), subject % 2, isForeign, metrics)) is { } after) kept[subject] = after;
            if (some.Length > 0) (values.TryGetValue(subject, out var known) ? known : values[subject] = []).AddRange(some);
            if (isForeign) foreign.Add(subject);
        }

        var tally = ExperimentTally.Merge(experiment, parts);
        Assert.Equal((foreign.Count(values.ContainsKey), kept.Count), (tally.Quarantined, tally.Known));
        for (var arm = 0; arm < 2; arm++)
        {
            var own = values.Where(subject => subject.Key % 2 == arm && !foreign.Contains(subject.Key)).Select(subject => subject.Value).ToList();
            Assert.Equal(own.Count, tally.Arms[arm].Subjects);
            var metric = tally.Arms[arm].Metrics.GetValueOrDefault("accuracy");
            var all = own.SelectMany(some => some).ToList();
            Assert.Equal((all.Count, own.Count), (metric.Values.Count, metric.Subjects.Subjects));
            if (all.Count == 0) continue;
            Assert.Equal(all.Average(), metric.Values.Mean, 1e-9);
            Assert.Equal(all.Average(), metric.Subjects.ToEstimate(MetricKind.Mean).Value, 1e-9);
            Assert.Equal(all.Sum(value => (value - all.Average()) * (value - all.Average())), metric.Values.M2, 1e-6);
            Assert.Equal(Deviation(own, all.Average()), metric.Subjects.ToEstimate(MetricKind.Mean).Deviation, 1e-7);
        }
    }, times: 500);

    [Fact]
    public void A_foreign_arm_alone_counts_nothing_until_there_are_results()
    {
        var (experiment, tally) = (Trials.Of(), new ExperimentTally(2));
        var seen = tally.Apply(experiment, null, new(Trials.Key(1), 0, true, []));
        Assert.Equal((1, 1, 0), (tally.Known, tally.Foreign, tally.Quarantined));

        var after = tally.Apply(experiment, seen, new(Trials.Key(1), 0, false, [new("accuracy", Moments.Of(1))]));
        Assert.Equal((0, 1, SubjectStanding.Quarantined), (tally.Arms[0].Subjects, tally.Quarantined, after!.Standing));
        Assert.Equal((1, 0), (tally.Known, tally.Foreign));
    }

    [Fact]
    public void A_subject_none_of_whose_metrics_is_kept_is_quarantined_like_any_other()
    {
        var (experiment, tally) = (Trials.Of(), new ExperimentTally(2));
        tally.Apply(experiment, null, new(Trials.Key(0), 0, false, [.. Enumerable.Range(0, ExperimentTally.MostOthers).Select(i => new SubjectMetric($"made-up-{i}", Moments.Of(1)))]));
        var counted = tally.Apply(experiment, null, new(Trials.Key(1), 0, false, [new("one-too-many", Moments.Of(1))]));
        Assert.Equal((2, 0), (tally.Arms[0].Subjects, counted!.Metrics.Count));

        var after = tally.Apply(experiment, counted, new(Trials.Key(1), 0, true, []));
        Assert.Equal((1, 1, 0, SubjectStanding.Quarantined), (tally.Arms[0].Subjects, tally.Quarantined, tally.Foreign, after!.Standing));
    }

    /// <summary>Also where one batch brings them all, and where the metric that decides comes last.</summary>
    [Fact]
    public void Names_that_a_client_makes_up_do_not_outgrow_a_row_and_leave_no_half_figures()
    {
        var experiment = Trials.Of(2, Trials.Latency);
        var parts = new[] { new ExperimentTally(2), new ExperimentTally(2) };
        parts[0].Apply(experiment, null, new(Trials.Key(0), 0, false, [.. Enumerable.Range(0, 200).Select(i => new SubjectMetric($"made-up-{i}", Moments.Of(1)))]));
        for (var i = 1; i < 200; i++) parts[0].Apply(experiment, null, new(Trials.Key(i), i % 2, false, [new($"made-up-{i}", Moments.Of(1))]));
        parts[1].Apply(experiment, null, new(Trials.Key(1000), 0, false, [new("made-up-0", Moments.Of(1)), new("made-up-199", Moments.Of(1)), new("latency", Moments.Of(1))]));

        var all = ExperimentTally.Merge(experiment, parts);

        Assert.Equal(ExperimentTally.MostOthers, parts[0].Arms.SelectMany(arm => arm.Metrics.Keys).Distinct().Count());
        Assert.Equal((101, 1), (all.Arms[0].Subjects, all.Arms[0].Metrics["latency"].Values.Count));
        Assert.Equal(2, all.Arms[0].Metrics["made-up-0"].Values.Count);
        Assert.DoesNotContain("made-up-199", all.Arms[0].Metrics.Keys);
        parts[0].Apply(experiment, null, new(Trials.Key(2000), 0, false, [new("latency", Moments.Of(3))]));
        Assert.Equal(2, ExperimentTally.Merge(experiment, parts).Arms[0].Metrics["latency"].Values.Count);
    }

    [Fact]
    public void All_parts_together_show_no_more_metrics_than_one_keeps_and_those_with_the_most_values()
    {
        var experiment = Trials.Of();
        var parts = Enumerable.Range(0, 8).Select(part =>
        {
            var tally = new ExperimentTally(2);
            tally.Apply(experiment, null, new(Trials.Key(part), 0, false, [new("common", Moments.Of(1)), .. Enumerable.Range(0, 20).Select(i => new SubjectMetric($"{part}-{i:D2}", Moments.Of(1)))]));
            return tally;
        }).ToList();

        var shown = ExperimentTally.Merge(experiment, parts).Arms[0].Metrics.Keys;

        Assert.Equal(ExperimentTally.MostOthers, shown.Count);
        Assert.Contains("common", shown);
    }

    /// <summary>√Var(M − rD)/m_D by its definition.</summary>
    private static double Deviation(List<List<double>> subjects, double ratio) => subjects.Count < 2
        ? 0
        : Math.Sqrt(subjects.Sum(subject => Math.Pow(subject.Sum() - (ratio * subject.Count), 2)) / (subjects.Count - 1)) / subjects.Average(subject => subject.Count);
}
