using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

/// <summary>An arm that keeps every observation of every subject, next to the moments that follow its changes.</summary>
internal sealed class SubjectArm
{
    private readonly List<List<double>> subjects = [];

    public SubjectMoments Moments { get; private set; }

    public int Count => subjects.Count;

    public IEnumerable<List<double>> Subjects => subjects;

    public static Moments Of(IEnumerable<double> values) => values.Aggregate(default(Moments), (moments, value) => moments.With(value));

    public void Add(params double[] values)
    {
        Moments = Moments.Replace(default, Of(values));
        subjects.Add([.. values]);
    }

    public void Change(int subject, IReadOnlyList<double> values)
    {
        Moments = Moments.Replace(Of(subjects[subject]), Of(values));
        if (values.Count == 0) subjects.RemoveAt(subject);
        else subjects[subject] = [.. values];
    }

    /// <summary>From all observations in two passes, with the variance of one subject divided by n − 1.</summary>
    public Estimate Recomputed()
    {
        var observations = subjects.Sum(values => (double)values.Count);
        var origin = subjects[^1][0];
        var ratio = origin + (subjects.Sum(values => values.Sum(value => value - origin)) / observations);
        var squares = subjects.Sum(values => Math.Pow(values.Sum(value => value - ratio), 2));
        return new(subjects.Count, ratio, subjects.Count < 2 ? 0 : Math.Sqrt(squares / (subjects.Count - 1)) / (observations / subjects.Count));
    }
}
