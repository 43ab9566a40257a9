using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Statistics;
using Random = System.Random;

namespace PromptFunctions.UnitTests.Statistics;

/// <summary>
/// That who looks again and again is not fooled more often than was promised. Every experiment has two arms, and is looked at
/// after every 250 subjects up to 5,000; what has to fail here fails, so that the bound is one.
/// </summary>
public sealed class ExperimentValidityTests
{
    private const double Alpha = 0.05;
    private const int Experiments = 1000;
    private const int Looks = 20;
    private const int PerLook = 125;

    private static readonly AlwaysValidTest Sequential = new(Alpha, tuning: 5000);
    private static readonly FixedHorizonTest Fixed = new();

    // One simulation for all that two metrics without any difference can show: a metric, both by themselves, both with Holm, and a test for a single look.
    private static readonly Lazy<int[]> OfNoDifference = new(() => SimulatedExperiment.Reached(
        Experiments, Looks, () => new SubjectMoments[4], GrowByOne(0),
        arms => PValue(Sequential, arms, 0) <= Alpha,
        arms => HolmCorrection.Of([PValue(Sequential, arms, 0), PValue(Sequential, arms, 2)], Alpha).Any(result => result.IsSignificant),
        arms => PValue(Fixed, arms, 0) <= Alpha));

    [Fact]
    public void Looking_often_finds_no_difference_where_there_is_none() => Assert.InRange(OfNoDifference.Value[0], 1, SimulatedExperiment.Most(Alpha, Experiments));

    [Fact]
    public void With_two_metrics_and_Holms_correction_too() => Assert.InRange(OfNoDifference.Value[1], 1, SimulatedExperiment.Most(Alpha, Experiments));

    [Fact]
    public void A_test_for_a_single_look_is_fooled_by_looking_often() =>
        Assert.InRange(OfNoDifference.Value[2], SimulatedExperiment.Most(0.15, Experiments), Experiments);

    [Fact]
    public void Observations_of_the_same_subject_are_not_independent()
    {
        const int Fewer = 400;
        var reached = SimulatedExperiment.Reached(
            Fewer, Looks, () => new CorrelatedArms(), (arms, random) => arms.Grow(random),
            arms => Sequential.PValue(arms.OfSubjects(0), arms.OfSubjects(1)) <= Alpha,
            arms => Sequential.PValue(arms.OfObservations(0), arms.OfObservations(1)) <= Alpha);

        Assert.InRange(reached[0], 0, SimulatedExperiment.Most(Alpha, Fewer));
        // As if they were, the same experiments break the promise.
        Assert.InRange(reached[1], SimulatedExperiment.Most(0.2, Fewer), Fewer);
    }

    [Fact]
    public void A_difference_of_a_fifth_of_a_standard_deviation_is_found_by_5000_subjects_an_arm()
    {
        const int Fewer = 100;
        var found = SimulatedExperiment.Reached(Fewer, 5000 / PerLook, () => new SubjectMoments[2], GrowByOne(0.2), arms => PValue(Sequential, arms, 0) <= Alpha);

        Assert.InRange(found[0], 0.9 * Fewer, Fewer);
    }

    [Fact]
    public void As_many_subjects_as_were_planned_for_have_the_power()
    {
        const int Fewer = 400;
        var (often, once) = ((int)SampleSize.OfMeans(0.4, 1, Alpha, 0.8, new ConfidenceSequence(Alpha, 5000))!.Value, (int)SampleSize.OfMeans(0.4, 1, Alpha, 0.8)!.Value);
        var found = SimulatedExperiment.Reached(Fewer, 1, () => new SubjectMoments[2], GrowByOne(0.4, often), arms => PValue(Sequential, arms, 0) <= Alpha);
        var foundOnce = SimulatedExperiment.Reached(Fewer, 1, () => new SubjectMoments[2], GrowByOne(0.4, once), arms => PValue(Fixed, arms, 0) <= Alpha);

        Assert.InRange(found[0], SimulatedExperiment.Fewest(0.8, Fewer), SimulatedExperiment.Most(0.8, Fewer));
        Assert.InRange(foundOnce[0], SimulatedExperiment.Fewest(0.8, Fewer), SimulatedExperiment.Most(0.8, Fewer));
    }

    /// <summary>Subjects with one normal observation of each metric; the treatment's are higher by an effect.</summary>
    private static Action<SubjectMoments[], Random> GrowByOne(double effect, int subjects = PerLook) => (arms, random) =>
    {
        for (var at = 0; at < arms.Length; at += 2)
        {
            var (sum, squares, otherSum, otherSquares) = (0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < subjects; i++)
            {
                var (control, treatment) = random.Normals();
                sum += control;
                squares += control * control;
                otherSum += treatment;
                otherSquares += treatment * treatment;
            }
            arms[at] = arms[at].Merge(Group(subjects, 0, sum, squares));
            arms[at + 1] = arms[at + 1].Merge(Group(subjects, effect, otherSum, otherSquares));
        }
    };

    // One after the other would be slower, and comes to the same.
    private static SubjectMoments Group(int subjects, double origin, double sum, double squares) =>
        new(subjects, origin, 1, sum / subjects, 0, squares - (sum * sum / subjects), 0);

    private static double PValue(IDifferenceTest test, SubjectMoments[] arms, int metric) =>
        test.PValue(arms[metric].ToEstimate(MetricKind.Mean), arms[metric + 1].ToEstimate(MetricKind.Mean));

    /// <summary>Subjects with ten observations each, half of whose variance is between subjects.</summary>
    private sealed class CorrelatedArms
    {
        private const int Each = 10;
        private const double Correlation = 0.5;

        private readonly SubjectMoments[] subjects = new SubjectMoments[2];
        private readonly Moments[] observations = new Moments[2];

        public void Grow(Random random)
        {
            for (var i = 0; i < 2 * PerLook; i++)
            {
                // The mean of all ten; within a subject they vary as they do on average.
                var (subject, other) = random.Normals();
                var mean = (subject * Math.Sqrt(Correlation)) + (other * Math.Sqrt((1 - Correlation) / Each));
                var all = new Moments(Each, mean - 3, mean + 3, mean, (Each - 1) * (1 - Correlation));
                subjects[i % 2] = subjects[i % 2].Replace(default, all);
                observations[i % 2] = observations[i % 2].Merge(all);
            }
        }

        public Estimate OfSubjects(int arm) => subjects[arm].ToEstimate(MetricKind.Mean);

        public Estimate OfObservations(int arm) => Estimate.Of(observations[arm], MetricKind.Mean);
    }
}
