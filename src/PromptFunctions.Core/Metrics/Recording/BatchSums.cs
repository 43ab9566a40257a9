using PromptFunctions.Core.Experiments.Subjects;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>What a batch adds to each target.</summary>
/// <param name="Figures">To versions and rollouts' arms: a point with an assignment counts for both.</param>
/// <param name="Subjects">To experiments' subjects.</param>
internal sealed record BatchSums(
    IReadOnlyDictionary<MetricTarget, IReadOnlyList<MetricDelta>> Figures, IReadOnlyDictionary<MetricTarget, IReadOnlyList<SubjectChange>> Subjects)
{
    /// <summary>All that the batch counts for.</summary>
    public IEnumerable<MetricTarget> Targets => Figures.Keys.Concat(Subjects.Keys);

    /// <summary>What some series add up to.</summary>
    public static BatchSums Of(IEnumerable<PointSeries> series)
    {
        var targets = new Dictionary<MetricTarget, TargetDeltas>();
        var experiments = new HashSet<SubjectPoints>();
        foreach (var of in series)
        {
            if (of.Subjects is { } subjects) experiments.Add(subjects);
            if (of.Facts is not { Rejection: null } known) continue;
            AddTo(known.Version, of);
            if (known.Arm is { } arm) AddTo(arm, of);
        }
        return new(
            targets.ToDictionary(target => target.Key, target => target.Value.InOrder()),
            experiments.SelectMany(experiment => experiment.Changes()).ToDictionary(part => part.Target, part => part.Changes));

        void AddTo(MetricTarget target, PointSeries of)
        {
            foreach (var delta in of.Deltas())
            {
                if (!targets.TryGetValue(target, out var deltas)) targets[target] = deltas = new();
                deltas.Add(delta);
            }
        }
    }
}
