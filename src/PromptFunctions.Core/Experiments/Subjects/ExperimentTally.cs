using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>What an experiment's subjects, or a part of them, add up to: all that an evaluation reads, however many there are.</summary>
public sealed class ExperimentTally
{
    /// <summary>How many metrics are kept by subject: a client that makes up names must not outgrow a row. Success metrics always are.</summary>
    public const int MostMetrics = 50;

    /// <summary>A tally of nobody.</summary>
    /// <param name="arms">How many arms there are.</param>
    public ExperimentTally(int arms) => Arms = [.. Enumerable.Range(0, arms).Select(_ => new ArmTally())];

    /// <summary>The arms, the control first.</summary>
    public IReadOnlyList<ArmTally> Arms { get; }

    /// <summary>How many subjects were seen in two arms, and are left out for it.</summary>
    public long Quarantined { get; set; }

    /// <summary>How many values came after the end, and are not counted.</summary>
    public long Late { get; set; }

    /// <summary>How many subjects it knows: those that count, and those that are left out.</summary>
    public long Known => Quarantined + Arms.Sum(arm => arm.Subjects);

    /// <summary>Counts what a batch says of a subject; gives what is kept of the subject, null for nothing.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="before">What is known of the subject; null for nothing.</param>
    /// <param name="change">What the batch says.</param>
    public SubjectRecord? Apply(ExperimentRecord experiment, SubjectRecord? before, SubjectChange change)
    {
        if (before?.IsQuarantined == true) return before;
        var after = Add(experiment, before, change);
        return change.IsForeign && after is not null ? Quarantine(after) : after;
    }

    /// <summary>Those of several parts.</summary>
    public static ExperimentTally Merge(int arms, IReadOnlyCollection<ExperimentTally> parts)
    {
        var all = new ExperimentTally(arms) { Quarantined = parts.Sum(part => part.Quarantined), Late = parts.Sum(part => part.Late) };
        // A part that is full may have left a metric out: what is known of it elsewhere is not all.
        var full = parts.Where(part => part.IsFull).ToList();
        foreach (var part in parts)
        {
            for (var i = 0; i < arms; i++)
            {
                var arm = all.Arms[i];
                arm.Subjects += part.Arms[i].Subjects;
                foreach (var (name, metric) in part.Arms[i].Metrics.Where(metric => full.All(other => other.Has(metric.Key))))
                    arm.Metrics[name] = arm.Metrics.GetValueOrDefault(name).Merge(metric);
            }
        }
        return all;
    }

    private bool IsFull => Arms.SelectMany(arm => arm.Metrics.Keys).Distinct().Count() >= MostMetrics;

    private bool Has(string metric) => Arms.Any(arm => arm.Metrics.ContainsKey(metric));

    private SubjectRecord? Add(ExperimentRecord experiment, SubjectRecord? before, SubjectChange change)
    {
        var kept = change.Metrics.Where(metric => Has(metric.Metric) || !IsFull || experiment.SuccessMetrics.Any(success => success.Name == metric.Metric)).ToList();
        if (change.Metrics.Count == 0) return before;
        var arm = Arms[change.Arm];
        if (before is null) arm.Subjects++;
        var metrics = new SortedDictionary<string, Moments>((before?.Metrics ?? []).ToDictionary(metric => metric.Metric, metric => metric.Values), StringComparer.Ordinal);
        foreach (var (name, values) in kept)
        {
            var old = metrics.GetValueOrDefault(name);
            metrics[name] = old.Merge(values);
            arm.Metrics[name] = arm.Metrics.GetValueOrDefault(name).Replace(old, metrics[name]);
        }
        return new(change.Arm, false, [.. metrics.Select(metric => new SubjectMetric(metric.Key, metric.Value))]);
    }

    private SubjectRecord Quarantine(SubjectRecord subject)
    {
        var arm = Arms[subject.Arm];
        arm.Subjects--;
        Quarantined++;
        foreach (var (name, values) in subject.Metrics) arm.Metrics[name] = arm.Metrics[name].Replace(values, default);
        return subject with { IsQuarantined = true, Metrics = [] };
    }
}
