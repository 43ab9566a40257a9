using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Analysis;

/// <summary>Works out what an experiment's tally says: reading changes nothing, and the same tally says the same.</summary>
public static class ExperimentAnalysis
{
    // Below, a χ² test says nothing.
    private const int LeastExpected = 8;

    // An alarm that is looked at all the time must be rare where nothing is wrong.
    private const double LeastSampleRatio = 0.001;

    /// <summary>An experiment's results.</summary>
    public static ExperimentResults Evaluate(ExperimentRecord experiment, ExperimentTally tally)
    {
        var arms = experiment.Arms.Zip(tally.Arms, ArmOf).ToList();
        var ratio = RatioOf(experiment, tally);
        var (comparisons, atLeast) = Compare(experiment, tally);
        var (decision, winner) = ExperimentRules.Decide(experiment, arms, ratio, comparisons, atLeast);
        return new(arms, ratio, comparisons, decision, winner, Recommendations.Of(experiment, arms, ratio, comparisons, decision, winner));
    }

    private static ArmResult ArmOf(RouteArm arm, ArmTally tally)
    {
        var metrics = tally.Metrics.Where(metric => metric.Value.Values.Count > 0).ToDictionary(metric => metric.Key, metric => Figures(metric.Value));
        return new(arm.Name, tally.Subjects, metrics.Values.Sum(metric => metric.Count), metrics);
    }

    private static ArmMetric Figures(MetricTally metric) =>
        new(metric.Subjects.Subjects, metric.Values.Count, metric.Values.Mean, metric.Values.Min, metric.Values.Max, metric.Values.Std);

    private static SampleRatio RatioOf(ExperimentRecord experiment, ExperimentTally tally)
    {
        var subjects = tally.Arms.Select(arm => arm.Subjects).ToList();
        // What the arms really get: the weights, to the bucket.
        var shares = experiment.Arms.Select(arm => (double)(arm.To - arm.From) / Bucket.Count).ToList();
        if (shares.Any(share => share * subjects.Sum() < LeastExpected)) return new(null, true, tally.Quarantined);
        var p = ChiSquaredTest.PValue(subjects, shares);
        return new(p, p >= LeastSampleRatio, tally.Quarantined);
    }

    /// <summary>All comparisons; and how much better each treatment is at least on the first success metric, at one level for all.</summary>
    private static (List<ArmComparison> Comparisons, Dictionary<string, double> AtLeast) Compare(ExperimentRecord experiment, ExperimentTally tally)
    {
        IDifferenceTest test = experiment.Method == ExperimentMethod.Fixed ? new FixedHorizonTest() : new AlwaysValidTest(experiment.Alpha, experiment.Tuning);
        var pairs = (
            from metric in experiment.SuccessMetrics
            from treatment in Enumerable.Range(1, experiment.Arms.Count - 1)
            select (metric, treatment, Control: EstimateOf(tally.Arms[0], metric), Treatment: EstimateOf(tally.Arms[treatment], metric))).ToList();
        var pValues = pairs.Select(pair => test.PValue(pair.Control, pair.Treatment)).ToList();
        var holm = HolmCorrection.Of(pValues, experiment.Alpha);
        var comparisons = pairs.Select((pair, i) => ComparisonOf(
            experiment, pair.metric, pair.treatment, pair.Control, pair.Treatment, pValues[i], holm[i], test.IntervalAt(holm[i].Level, pair.Control, pair.Treatment)));
        var first = pairs.Where(pair => pair.metric == experiment.SuccessMetrics[0]);
        return ([.. comparisons], first.ToDictionary(
            pair => experiment.Arms[pair.treatment].Name, pair => AtLeast(pair.metric, test.IntervalAt(experiment.Alpha, pair.Control, pair.Treatment))));
    }

    private static double AtLeast(SuccessMetric metric, Interval? interval) => interval is not { } range ? double.NegativeInfinity
        : metric.Goal == MetricGoal.Maximize ? range.Low
        : -range.High;

    private static Estimate EstimateOf(ArmTally arm, SuccessMetric metric) => arm.Metrics.GetValueOrDefault(metric.Name).Subjects.ToEstimate(metric.Kind);

    private static ArmComparison ComparisonOf(
        ExperimentRecord experiment, SuccessMetric metric, int treatment, Estimate control, Estimate estimate, double p, HolmResult holm, Interval? interval)
    {
        var (name, comparable) = (experiment.Arms[treatment].Name, control.Count > 0 && estimate.Count > 0);
        double? difference = comparable ? estimate.Minus(control).Value : null;
        var relative = difference / Math.Abs(control.Value);
        return new(
            metric.Name, name, difference, relative is { } share && double.IsFinite(share) ? share : null, interval is { } range ? [range.Low, range.High] : null,
            p, holm.AdjustedPValue, holm.IsSignificant, VerdictOf(metric, difference, holm.IsSignificant), interval is null ? NoteOf(experiment, metric, name, control, estimate) : null);
    }

    private static ComparisonVerdict VerdictOf(SuccessMetric metric, double? difference, bool isSignificant) =>
        !isSignificant || difference is null or 0 ? ComparisonVerdict.None
        : difference > 0 == (metric.Goal == MetricGoal.Maximize) ? ComparisonVerdict.Better
        : ComparisonVerdict.Worse;

    private static string NoteOf(ExperimentRecord experiment, SuccessMetric metric, string treatment, Estimate control, Estimate estimate) =>
        control.Count < 2 ? TooFew(experiment.Arms[0].Name, metric)
        : estimate.Count < 2 ? TooFew(treatment, metric)
        : $"Every subject has the same {metric.Name} in its arm: what does not vary cannot be tested.";

    private static string TooFew(string arm, SuccessMetric metric) => $"{arm} has fewer than 2 subjects with {metric.Name}.";
}
