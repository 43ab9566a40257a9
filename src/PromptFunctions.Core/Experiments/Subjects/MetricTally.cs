using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>What an arm's subjects say of one metric.</summary>
/// <param name="Subjects">The moments of their sums and counts: what differences are tested with.</param>
/// <param name="Values">The moments of the values themselves.</param>
public readonly record struct MetricTally(SubjectMoments Subjects, Moments Values)
{
    /// <summary>The same with one subject's values changed; without values it was not there before, or is there no more.</summary>
    public MetricTally Replace(Moments before, Moments after)
    {
        var others = before.Count == 0 ? Values : Values.Without(before);
        return new(Subjects.Replace(before, after), after.Count == 0 ? others : others.Merge(after));
    }

    /// <summary>That of the subjects of both.</summary>
    public MetricTally Merge(MetricTally other) => new(Subjects.Merge(other.Subjects), Values.Merge(other.Values));
}
