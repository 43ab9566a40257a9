using System.Text;
using PromptFunctions.Core.Experiments.Subjects;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Finds the series of a point by the bytes of its names, without making texts of them.</summary>
/// <param name="facts">Tells where a series counts; null where that is not known yet.</param>
internal sealed class SeriesIndex(Func<SeriesName, SeriesFacts?> facts)
{
    // Never part of UTF-8, so that the parts of a key stay apart.
    private const byte Separator = 0xFF;

    private readonly Dictionary<byte[], PointSeries> series = new(Utf8Comparer.Instance);
    private readonly Dictionary<(string Prompt, string Experiment), SubjectPoints> subjects = [];
    private readonly List<SeriesName> unknown = [];
    private byte[] key = new byte[512];
    private PointSeries? last;
    private int lastKeyLength;

    /// <summary>The series that were met.</summary>
    public IEnumerable<PointSeries> All => series.Values;

    /// <summary>Those of which it is not known where they count.</summary>
    public IReadOnlyList<SeriesName> Unknown => unknown;

    /// <summary>The series of a point; points of one mostly follow each other.</summary>
    public PointSeries Of(in RawPoint point)
    {
        var length = point.Prompt.Length + point.Version.Length + point.Assignment.Length + 2;
        if (last is not null && length == lastKeyLength && IsLast(in point)) return last;
        if (key.Length < length) key = new byte[length * 2];
        Compose(in point, key);
        lastKeyLength = length;
        var found = series.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (found.TryGetValue(key.AsSpan(0, length), out last)) return last;
        last = Make(new(Encoding.UTF8.GetString(point.Prompt), Encoding.UTF8.GetString(point.Version), point.Assignment.IsEmpty ? null : Encoding.UTF8.GetString(point.Assignment)));
        found[key.AsSpan(0, length)] = last;
        return last;
    }

    private PointSeries Make(SeriesName name)
    {
        var known = facts(name);
        if (known is null) unknown.Add(name);
        return new(known, known?.Experiment is { } arm ? SubjectsOf(arm) : null);
    }

    // The arms of an experiment share its subjects.
    private SubjectPoints SubjectsOf(ExperimentArm arm)
    {
        var experiment = (arm.Experiment.Prompt, arm.Experiment.Id);
        return subjects.TryGetValue(experiment, out var known) ? known : subjects[experiment] = new(arm.Experiment);
    }

    private bool IsLast(in RawPoint point)
    {
        var (prompt, version) = (point.Prompt.Length, point.Version.Length);
        return key.AsSpan(0, prompt).SequenceEqual(point.Prompt)
            && key[prompt] == Separator
            && key.AsSpan(prompt + 1, version).SequenceEqual(point.Version)
            && key[prompt + 1 + version] == Separator
            && key.AsSpan(prompt + version + 2, point.Assignment.Length).SequenceEqual(point.Assignment);
    }

    private static void Compose(in RawPoint point, Span<byte> into)
    {
        point.Prompt.CopyTo(into);
        into[point.Prompt.Length] = Separator;
        point.Version.CopyTo(into[(point.Prompt.Length + 1)..]);
        into[point.Prompt.Length + 1 + point.Version.Length] = Separator;
        point.Assignment.CopyTo(into[(point.Prompt.Length + point.Version.Length + 2)..]);
    }
}
