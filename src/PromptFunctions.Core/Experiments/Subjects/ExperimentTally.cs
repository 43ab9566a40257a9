using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>What an experiment's subjects, or a part of them, add up to: all that an evaluation reads, however many there are.</summary>
public sealed class ExperimentTally
{
    /// <summary>
    /// How many metrics are kept by subject besides those that decide: a client that makes up names must not outgrow a row. All
    /// of them count for the versions.
    /// </summary>
    public const int MostOthers = 30;

    private HashSet<string>? others;

    /// <summary>A tally of nobody.</summary>
    /// <param name="arms">How many arms there are.</param>
    public ExperimentTally(int arms) => Arms = [.. Enumerable.Range(0, arms).Select(_ => new ArmTally())];

    /// <summary>The arms, the control first.</summary>
    public IReadOnlyList<ArmTally> Arms { get; }

    /// <summary>How many subjects were seen in two arms, and are left out for it.</summary>
    public long Quarantined { get; set; }

    /// <summary>How many subjects were seen with an arm that is not theirs, and have no results yet.</summary>
    public long Foreign { get; set; }

    /// <summary>How many values came after the end, and are not counted.</summary>
    public long Late { get; set; }

    /// <summary>How many subjects something is kept of.</summary>
    public long Known => Quarantined + Foreign + Arms.Sum(arm => arm.Subjects);

    /// <summary>How many values count, of all metrics together.</summary>
    public long Observations => Arms.Sum(arm => arm.Metrics.Values.Sum(metric => metric.Values.Count));

    /// <summary>Counts what a batch says of a subject; gives what is kept of the subject, null for nothing.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="before">What is known of the subject; null for nothing.</param>
    /// <param name="change">What the batch says.</param>
    public SubjectRecord? Apply(ExperimentRecord experiment, SubjectRecord? before, SubjectChange change)
    {
        if (before?.Standing == SubjectStanding.Quarantined) return before;
        // A subject counts also where all of its metrics were too many to be kept.
        var hasResults = before?.Standing == SubjectStanding.Counted || change.Metrics.Count > 0;
        if (!change.IsForeign && before?.Standing != SubjectStanding.Foreign) return hasResults ? Add(experiment, before, change.Arm, change.Metrics) : before;
        if (!hasResults)
        {
            if (before is null) Foreign++;
            return new(change.Arm, SubjectStanding.Foreign, []);
        }
        if (before?.Standing == SubjectStanding.Foreign) Foreign--;
        else if (before is not null) TakeOut(before);
        Quarantined++;
        return new(change.Arm, SubjectStanding.Quarantined, []);
    }

    /// <summary>Those of all parts of an experiment.</summary>
    public static ExperimentTally Merge(ExperimentRecord experiment, IReadOnlyCollection<ExperimentTally> parts)
    {
        var all = new ExperimentTally(experiment.Arms.Count)
        {
            Quarantined = parts.Sum(part => part.Quarantined),
            Foreign = parts.Sum(part => part.Foreign),
            Late = parts.Sum(part => part.Late),
        };
        foreach (var (whole, i) in all.Arms.Select((arm, i) => (arm, i)))
        {
            foreach (var part in parts.Select(part => part.Arms[i]))
            {
                whole.Subjects += part.Subjects;
                foreach (var (name, metric) in part.Metrics) whole.Metrics[name] = whole.Metrics.GetValueOrDefault(name).Merge(metric);
            }
        }
        var kept = Whole(experiment, parts, all);
        foreach (var arm in all.Arms)
        {
            foreach (var name in arm.Metrics.Keys.Where(name => !kept.Contains(name)).ToList()) arm.Metrics.Remove(name);
        }
        return all;
    }

    /// <summary>The metrics of which all parts have kept all. One that is full may have left a metric out; and of all there are no more than of a part.</summary>
    private static HashSet<string> Whole(ExperimentRecord experiment, IReadOnlyCollection<ExperimentTally> parts, ExperimentTally all)
    {
        var full = parts.Select(part => part.Others(experiment)).Where(names => names.Count >= MostOthers).ToList();
        var whole = all.Others(experiment).Where(name => full.All(names => names.Contains(name)));
        return [
            .. experiment.SuccessMetrics.Select(metric => metric.Name),
            .. whole.OrderByDescending(name => all.Arms.Sum(arm => arm.Metrics.GetValueOrDefault(name).Values.Count)).ThenBy(name => name, StringComparer.Ordinal).Take(MostOthers)];
    }

    /// <summary>The metrics besides those that decide.</summary>
    private HashSet<string> Others(ExperimentRecord experiment) =>
        others ??= [.. Arms.SelectMany(arm => arm.Metrics.Keys).Where(name => !experiment.IsSuccessMetric(name))];

    private SubjectRecord Add(ExperimentRecord experiment, SubjectRecord? before, int place, IReadOnlyList<SubjectMetric> added)
    {
        var arm = Arms[place];
        if (before is null) arm.Subjects++;
        var metrics = new SortedDictionary<string, Moments>((before?.Metrics ?? []).ToDictionary(metric => metric.Metric, metric => metric.Values), StringComparer.Ordinal);
        foreach (var (name, values) in added.Where(metric => Keeps(experiment, metric.Metric)))
        {
            var old = metrics.GetValueOrDefault(name);
            metrics[name] = old.Merge(values);
            arm.Metrics[name] = arm.Metrics.GetValueOrDefault(name).Replace(old, metrics[name]);
        }
        return new(place, SubjectStanding.Counted, [.. metrics.Select(metric => new SubjectMetric(metric.Key, metric.Value))]);
    }

    private bool Keeps(ExperimentRecord experiment, string metric)
    {
        if (experiment.IsSuccessMetric(metric)) return true;
        var known = Others(experiment);
        return known.Contains(metric) || (known.Count < MostOthers && known.Add(metric));
    }

    private void TakeOut(SubjectRecord subject)
    {
        var arm = Arms[subject.Arm];
        arm.Subjects--;
        foreach (var (name, values) in subject.Metrics) arm.Metrics[name] = arm.Metrics[name].Replace(values, default);
    }
}
