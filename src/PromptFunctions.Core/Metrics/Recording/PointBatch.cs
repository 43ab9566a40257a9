using System.Text;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Adds a batch's points up, point by point, into one summary for each series, metric and hour.</summary>
/// <param name="facts">Tells where a series counts; null where that is not known yet, and then <see cref="Unknown"/> has it.</param>
/// <param name="receivedAt">When the batch arrived.</param>
/// <param name="rejectedBefore">Of a batch that was looked at before: the points that were rejected then. Rules are not asked again.</param>
internal sealed class PointBatch(Func<SeriesName, SeriesFacts?> facts, DateTimeOffset receivedAt, IReadOnlySet<int>? rejectedBefore = null)
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    // Never part of UTF-8, so that the parts of a key stay apart.
    private const byte Separator = 0xFF;

    private readonly Dictionary<byte[], PointSeries> series = new(Utf8Comparer.Instance);
    private readonly List<PointRejection> rejections = [];
    private byte[] key = new byte[512];
    private PointSeries? last;
    private int lastKeyLength;

    /// <summary>How many points there were.</summary>
    public int Points { get; private set; }

    /// <summary>How many of them count.</summary>
    public int Accepted => Points - rejections.Count;

    /// <summary>The others, in their order.</summary>
    public IReadOnlyList<PointRejection> Rejections => rejections;

    /// <summary>The series of which it is not known where they count; as long as there are any, nothing of the batch is complete.</summary>
    public List<SeriesName> Unknown { get; } = [];

    /// <summary>Takes a point; 413 where it is one too many.</summary>
    public void Add(in RawPoint point)
    {
        var index = Next();
        if (rejectedBefore?.Contains(index) == true) return;
        if (point.Error is not null)
        {
            Reject(index, RejectionCodes.InvalidPoint, point.Error);
            return;
        }
        var of = SeriesOf(in point);
        if (of.Facts is not { } known) return;
        if (known.Rejection is { } rejection)
        {
            Reject(index, rejection.Code, rejection.Message);
            return;
        }
        var at = point.At ?? receivedAt;
        if (at < receivedAt - Back || at > receivedAt + Ahead)
        {
            Reject(index, RejectionCodes.TimeOutOfRange, "at may lie 7 days back and 5 minutes ahead.");
            return;
        }
        var metric = of.Metric(point.Metric);
        if (metric is null) Reject(index, RejectionCodes.InvalidPoint, $"metric {MetricDefinition.NameForm}");
        else if (!double.IsFinite(point.Value)) Reject(index, RejectionCodes.ValueOutOfRange, "value must be finite.");
        else if (metric.IsProportion && rejectedBefore is null && point.Value is not (0 or 1)) Reject(index, RejectionCodes.ValueOutOfRange, $"value must be 0 or 1: {metric.Name} is a proportion.");
        else metric.Add(MetricHour.Of(at), point.Value);
    }

    /// <summary>Takes a line that is not JSON; 413 where it is one too many.</summary>
    public void AddMalformed()
    {
        var index = Next();
        if (rejectedBefore?.Contains(index) != true) Reject(index, RejectionCodes.MalformedLine, "The line is not a JSON object.");
    }

    /// <summary>What the points add to each target: a point with an assignment counts for its version and for its arm.</summary>
    public IReadOnlyDictionary<MetricTarget, IReadOnlyList<MetricDelta>> ToDeltas()
    {
        var targets = new Dictionary<MetricTarget, TargetDeltas>();
        foreach (var of in series.Values)
        {
            if (of.Facts is not { Rejection: null } known) continue;
            AddTo(known.Version, of);
            if (known.Arm is { } arm) AddTo(arm, of);
        }
        return targets.ToDictionary(target => target.Key, target => target.Value.InOrder());

        void AddTo(MetricTarget target, PointSeries of)
        {
            foreach (var delta in of.Deltas())
            {
                if (!targets.TryGetValue(target, out var deltas)) targets[target] = deltas = new();
                deltas.Add(delta);
            }
        }
    }

    private int Next() => Points < RecordMetricsRequest.MostPoints
        ? Points++
        : throw Problems.Limits.Exceeded("The batch", RecordMetricsRequest.MostPoints, "points");

    private void Reject(int index, string code, string message) => rejections.Add(new(index, code, message));

    // Points of one series mostly follow each other.
    private PointSeries SeriesOf(in RawPoint point)
    {
        var length = point.Prompt.Length + point.Version.Length + point.Assignment.Length + 2;
        if (last is not null && length == lastKeyLength && IsLast(in point)) return last;
        if (key.Length < length) key = new byte[length * 2];
        Compose(in point, key);
        lastKeyLength = length;
        var found = series.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (found.TryGetValue(key.AsSpan(0, length), out last)) return last;
        var name = new SeriesName(
            Encoding.UTF8.GetString(point.Prompt), Encoding.UTF8.GetString(point.Version), point.Assignment.IsEmpty ? null : Encoding.UTF8.GetString(point.Assignment));
        var known = facts(name);
        if (known is null) Unknown.Add(name);
        last = new(known);
        found[key.AsSpan(0, length)] = last;
        return last;
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
