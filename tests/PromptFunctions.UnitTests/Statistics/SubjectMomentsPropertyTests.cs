using FsCheck.Fluent;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;
using Random = System.Random;

namespace PromptFunctions.UnitTests.Statistics;

/// <summary>Moments that follow changes against all observations once more.</summary>
public sealed class SubjectMomentsPropertyTests
{
    private static readonly Dictionary<string, Func<Random, double>> Values = new()
    {
        ["near 0"] = random => random.NextDouble(),
        ["both signs"] = random => Normal(random),
        ["near 1e6"] = random => 1e6 + Normal(random),
        ["near -1e6"] = random => -1e6 - (2 * Normal(random)),
        ["log-normal"] = random => Math.Exp(3 * Normal(random)),
        ["rate"] = random => random.Next(4) == 0 ? 1 : 0,
        ["tiny"] = random => 1e-30 * random.NextDouble(),
    };

    public static TheoryData<string> Names => [.. Values.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_changes_come_to_what_all_subjects_come_to(string values) => Sampled.Each(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var arm = Changed(new Random(seed), Values[values], 400);
        RequireSame(arm.Recomputed(), arm.Moments.ToEstimate(MetricKind.Mean));
    }, times: 60);

    [Theory]
    [InlineData(1e6, "near 0")]
    [InlineData(-1e9, "both signs")]
    [InlineData(0, "near 1e6")]
    [InlineData(1e6, "rate")]
    public void An_odd_first_value_does_no_harm(double first, string values) => Sampled.Each(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var arm = Changed(new Random(seed), Values[values], 400, first);
        RequireSame(arm.Recomputed(), arm.Moments.ToEstimate(MetricKind.Mean));
    }, times: 60);

    [Fact]
    public void An_odd_value_that_is_taken_out_takes_some_digits_with_it_but_not_more()
    {
        var arm = Changed(new Random(3), Values["near 0"], 2000, first: 1e6);
        arm.Change(0, []);
        var (expected, actual) = (arm.Recomputed(), arm.Moments.ToEstimate(MetricKind.Mean));

        Assert.Equal(expected.Value, actual.Value, 1e-6);
        Assert.Equal(expected.Deviation, actual.Deviation, 1e-3 * expected.Deviation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Groups_merge_into_what_all_subjects_come_to(string values) => Sampled.Each(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var random = new Random(seed);
        var all = Changed(random, Values[values], 300, random.Next(2) == 0 ? 1000 : null);
        var groups = new SubjectMoments[random.Next(1, 12)];
        foreach (var subject in all.Subjects)
        {
            ref var group = ref groups[random.Next(groups.Length)];
            group = group.Replace(default, SubjectArm.Of(subject));
        }
        random.Shuffle(groups);
        RequireSame(all.Recomputed(), groups.Aggregate((one, other) => one.Merge(other)).ToEstimate(MetricKind.Mean));
    }, times: 60);

    [Theory]
    [MemberData(nameof(Names))]
    public void One_observation_a_subject_is_the_ordinary_mean(string values) => Sampled.Each(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var random = new Random(seed);
        var arm = new SubjectArm();
        for (var i = 0; i < 200; i++) arm.Add(Values[values](random));
        var moments = SubjectArm.Of(arm.Subjects.SelectMany(subject => subject));

        RequireSame(Estimate.Of(moments, MetricKind.Mean), arm.Moments.ToEstimate(MetricKind.Mean));
        // Rates of 1e-30 are rounding, not rates.
        if (values != "tiny") RequireSame(Estimate.Of(moments, MetricKind.Proportion), arm.Moments.ToEstimate(MetricKind.Proportion));
    }, times: 30);

    /// <summary>New subjects, more observations, corrected ones, and subjects taken out, but never the first.</summary>
    private static SubjectArm Changed(Random random, Func<Random, double> value, int changes, double? first = null)
    {
        var arm = new SubjectArm();
        arm.Add(first ?? value(random));
        for (var i = 0; i < changes; i++)
        {
            var chosen = random.Next(arm.Count);
            var values = arm.Subjects.ElementAt(chosen);
            switch (random.Next(10))
            {
                case < 5:
                    arm.Add(Some(random, value));
                    break;
                case < 8 when chosen > 0:
                    arm.Change(chosen, [.. values, .. Some(random, value)]);
                    break;
                case 8 when chosen > 0:
                    arm.Change(chosen, [.. values.Skip(1), value(random)]);
                    break;
                case 9 when chosen > 0:
                    arm.Change(chosen, []);
                    break;
            }
        }
        return arm;
    }

    private static double[] Some(Random random, Func<Random, double> value) => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => value(random))];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void RequireSame(Estimate expected, Estimate actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        // A ratio near 0 by chance has the digits of what varies.
        Assert.Equal(expected.Value, actual.Value, 1e-9 * Math.Max(Math.Abs(expected.Value), expected.StandardError));
        Assert.Equal(expected.Deviation, actual.Deviation, 1e-9 * expected.Deviation);
    }
}
