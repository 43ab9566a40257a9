using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Statistics;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Reports;

/// <summary>Makes experiments of subjects that are drawn at random, always the same, looked at as they come in.</summary>
internal static class SampledExperiment
{
    /// <summary>An experiment that began some days ago, and ended some days ago where that is said.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="versions">The arms' versions, the control's first.</param>
    /// <param name="metrics">What decides it; a value is drawn by the place of the arm.</param>
    /// <param name="subjects">How many subjects it has in all arms together.</param>
    /// <param name="began">When it began, in days from now.</param>
    /// <param name="ended">When it ended; null for one under way.</param>
    public static ReportExperiment Of(string name, string[] versions, SampledMetric[] metrics, int subjects, double began, double? ended = null)
    {
        var random = new Random(9);
        var started = SampleReports.To.AddDays(began);
        var arms = versions.Select((version, i) => new RouteArm(
            i == 0 ? "control" : versions.Length == 2 ? "treatment" : $"treatment-{i}", new(VersionNumber.Parse(version), ""), 1, 10_000 * i / versions.Length, 10_000 * (i + 1) / versions.Length));
        var experiment = new ExperimentRecord
        {
            Id = $"01J{name.Length:D4}",
            Prompt = "text_to_sql",
            Name = name,
            By = "you",
            Alpha = 0.05,
            Tuning = 5000,
            MinSubjectsPerArm = 100,
            StartedAt = started,
            Traffic = new("x", "x", [.. arms], started.AddDays(14)),
            SuccessMetrics = [.. metrics.Select(metric => new SuccessMetric(metric.Name, metric.Goal, metric.Kind))],
        };
        var tally = new ExperimentTally(versions.Length);
        for (var subject = 1; subject <= subjects; subject++)
        {
            var arm = random.Next(versions.Length);
            tally.Apply(experiment, null, new(new(0, (ulong)subject), arm, false, [.. metrics.Select(metric => new SubjectMetric(metric.Name, Moments.Of(metric.Value(random, arm))))]));
            var at = started.AddDays(((ended ?? 0) - began) * subject / subjects);
            if (subject % 20 == 0) experiment = experiment with { Looks = ExperimentLook.Append(experiment.Looks, ExperimentLook.Of(ExperimentAnalysis.Evaluate(experiment, tally), at)) };
        }
        if (ended is { } end) experiment = experiment with { Status = ExperimentStatus.Stopped, EndedAt = SampleReports.To.AddDays(end) };
        return ReportExperiment.Of(experiment, new(experiment, ExperimentAnalysis.Evaluate(experiment, tally), 0), SampleReports.To);
    }
}
