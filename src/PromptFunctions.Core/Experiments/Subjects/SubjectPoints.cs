using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>A batch's results of one experiment, added up by subject.</summary>
internal sealed class SubjectPoints(ExperimentRecord experiment)
{
    private readonly Dictionary<SubjectKey, Subject> subjects = [];

    /// <summary>Adds a value of a subject.</summary>
    public void Add(SubjectKey subject, string metric, double value)
    {
        var of = Of(subject);
        if (!of.Metrics.TryGetValue(metric, out var values) && !experiment.IsSuccessMetric(metric) && ++of.Others > ExperimentTally.MostOthers) return;
        of.Metrics[metric] = values.With(value);
    }

    /// <summary>Notes that a subject was seen with an arm that is not its own.</summary>
    public void AddForeign(SubjectKey subject) => Of(subject).IsForeign = true;

    /// <summary>What each part of the experiment's subjects gets, in order of subject.</summary>
    public IEnumerable<(MetricTarget Target, IReadOnlyList<SubjectChange> Changes)> Changes() => subjects
        .GroupBy(subject => SubjectFolder.PartOf(subject.Key))
        .Select(part => (
            MetricTarget.OfSubjects(experiment.Prompt, experiment.Id, part.Key),
            (IReadOnlyList<SubjectChange>)[.. part.OrderBy(subject => subject.Key.High).ThenBy(subject => subject.Key.Low).Select(subject => Change(subject.Key, subject.Value))]));

    private SubjectChange Change(SubjectKey key, Subject subject) => new(
        key, experiment.Traffic.ArmAt(key.Bucket), subject.IsForeign, [.. subject.Metrics.Select(metric => new SubjectMetric(metric.Key, metric.Value))]);

    private Subject Of(SubjectKey subject) => subjects.TryGetValue(subject, out var known) ? known : subjects[subject] = new();

    private sealed class Subject
    {
        public SortedList<string, Moments> Metrics { get; } = new(StringComparer.Ordinal);

        public int Others { get; set; }

        public bool IsForeign { get; set; }
    }
}
