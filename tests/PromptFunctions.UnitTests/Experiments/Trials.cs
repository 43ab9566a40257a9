using System.Globalization;
using System.Text;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Experiments;

/// <summary>Experiments that tests start from.</summary>
internal static class Trials
{
    /// <summary>An experiment with arms a, b, …, a being the control, of equal shares.</summary>
    public static ExperimentRecord Of(int arms = 2, params SuccessMetric[] metrics) => new()
    {
        Id = "01K0000000000000000000000X",
        Prompt = "p",
        Name = "shorter answers",
        By = "kim",
        Traffic = new("01K0000000000000000000000X", "salt",
            [.. Enumerable.Range(0, arms).Select(i => new RouteArm(Name(i), new(V($"1.{i}.0"), "sha256:0"), 1, i * Bucket.Count / arms, (i + 1) * Bucket.Count / arms))], Noon.AddDays(7)),
        SuccessMetrics = metrics.Length > 0 ? metrics : [Accuracy],
        Alpha = 0.05,
        Tuning = 5000,
        MinSubjectsPerArm = 100,
        StartedAt = Noon,
    };

    public static SuccessMetric Accuracy { get; } = new("accuracy", MetricGoal.Maximize, MetricKind.Mean);

    public static SuccessMetric Latency { get; } = new("latency", MetricGoal.Minimize, MetricKind.Mean);

    /// <summary>A subject.</summary>
    public static SubjectKey Key(int subject) => SubjectKey.Of("salt", Encoding.UTF8.GetBytes(subject.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A tally in which each arm has so many subjects, with one value a metric: around these means, one apart.</summary>
    public static ExperimentTally Tally(this ExperimentRecord experiment, params (int Subjects, double[] Means)[] arms)
    {
        var tally = new ExperimentTally(arms.Length);
        var next = 0;
        for (var arm = 0; arm < arms.Length; arm++)
        {
            for (var i = 0; i < arms[arm].Subjects; i++)
            {
                var values = experiment.SuccessMetrics.Zip(arms[arm].Means, (metric, mean) => new SubjectMetric(metric.Name, Moments.Of(mean + (i % 2) - 0.5)));
                tally.Apply(experiment, null, new(Key(next++), arm, false, [.. values]));
            }
        }
        return tally;
    }

    /// <summary>What such a tally comes to.</summary>
    public static ExperimentResults Evaluate(this ExperimentRecord experiment, params (int Subjects, double[] Means)[] arms) =>
        ExperimentAnalysis.Evaluate(experiment, experiment.Tally(arms));

    private static string Name(int arm) => ((char)('a' + arm)).ToString();
}
