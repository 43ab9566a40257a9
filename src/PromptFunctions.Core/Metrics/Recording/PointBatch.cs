using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Adds a batch's points up, point by point, into one summary for each series, metric and hour, and for each subject of an experiment.</summary>
/// <param name="facts">Tells where a series counts; null where that is not known yet, and then <see cref="Unknown"/> has it.</param>
/// <param name="receivedAt">When the batch arrived.</param>
/// <param name="rejectedBefore">Of a batch that was looked at before: what was rejected then, and why. Rules are not asked again.</param>
internal sealed class PointBatch(Func<SeriesName, SeriesFacts?> facts, DateTimeOffset receivedAt, IReadOnlyDictionary<int, string>? rejectedBefore = null)
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private readonly SeriesIndex series = new(facts);
    private readonly List<PointRejection> rejections = [];

    /// <summary>How many points there were.</summary>
    public int Points { get; private set; }

    /// <summary>How many of them count.</summary>
    public int Accepted => Points - rejections.Count;

    /// <summary>The others, in their order.</summary>
    public IReadOnlyList<PointRejection> Rejections => rejections;

    /// <summary>The series of which it is not known where they count; as long as there are any, nothing of the batch is complete.</summary>
    public IReadOnlyList<SeriesName> Unknown => series.Unknown;

    /// <summary>Takes a point; 413 where it is one too many.</summary>
    public void Add(in RawPoint point)
    {
        var index = Next();
        if (Open(index, in point, out var subject) is not { } of) return;
        if (Check(of, point.Metric, point.Value) is { } wrong) Reject(index, wrong.Code, wrong.Message);
        else Count(of, in point, subject, point.Metric, point.Value);
    }

    /// <summary>Takes a result, whose values count all or not at all; 413 where it is one too many.</summary>
    /// <param name="result">What its values have in common.</param>
    /// <param name="values">Its values.</param>
    public void AddResult(in RawPoint result, MetricValues values)
    {
        var index = Next();
        if (Open(index, in result, out var subject) is not { } of) return;
        var checking = values;
        while (checking.MoveNext())
        {
            if (Check(of, checking.Name, checking.Value) is not { } wrong) continue;
            Reject(index, wrong.Code, wrong.Message);
            return;
        }
        while (values.MoveNext()) Count(of, in result, subject, values.Name, values.Value);
    }

    /// <summary>Takes a line that is not JSON; 413 where it is one too many.</summary>
    public void AddMalformed()
    {
        var index = Next();
        if (rejectedBefore?.ContainsKey(index) != true) Reject(index, RejectionCodes.MalformedLine, "The line is not a JSON object.");
    }

    /// <summary>What the points add up to.</summary>
    public BatchSums ToSums() => BatchSums.Of(series.All);

    private int Next() => Points < RecordMetricsRequest.MostPoints
        ? Points++
        : throw Problems.Limits.Exceeded("The batch", RecordMetricsRequest.MostPoints, "points");

    private void Reject(int index, string code, string message) => rejections.Add(new(index, code, message));

    /// <summary>The series that a point's values count for; null where they do not, or where that is not known yet.</summary>
    private PointSeries? Open(int index, in RawPoint point, out SubjectKey? subject)
    {
        subject = null;
        var before = rejectedBefore?.GetValueOrDefault(index);
        if (before is not null and not RejectionCodes.ForeignArm) return null;
        if (point.Error is not null)
        {
            Reject(index, RejectionCodes.InvalidPoint, point.Error);
            return null;
        }
        var of = series.Of(in point);
        if (of.Facts is not { } known) return null;
        if (known.Experiment is { } arm && !point.Subject.IsEmpty) subject = arm.KeyOf(point.Subject);
        var isForeign = subject is { } key && !known.Experiment!.Has(key);
        if (before is not null)
        {
            if (isForeign) of.Subjects!.AddForeign(subject!.Value);
            return null;
        }
        if (known.Rejection is { } rejection)
        {
            Reject(index, rejection.Code, rejection.Message);
            return null;
        }
        var at = point.At ?? receivedAt;
        if (at < receivedAt - Back || at > receivedAt + Ahead)
        {
            Reject(index, RejectionCodes.TimeOutOfRange, "at may lie 7 days back and 5 minutes ahead.");
            return null;
        }
        if (!isForeign) return of;
        of.Subjects!.AddForeign(subject!.Value);
        Reject(index, RejectionCodes.ForeignArm, "The subject belongs to another arm: it must be served what resolve gives it. If it has results, it is left out of the experiment.");
        return null;
    }

    private (string Code, string Message)? Check(PointSeries of, ReadOnlySpan<byte> name, double value)
    {
        var metric = of.Metric(name);
        if (metric is null) return (RejectionCodes.InvalidPoint, $"metric {MetricDefinition.NameForm}");
        if (!double.IsFinite(value)) return (RejectionCodes.ValueOutOfRange, "value must be finite.");
        return metric.IsProportion && rejectedBefore is null && value is not (0 or 1)
            ? (RejectionCodes.ValueOutOfRange, $"value must be 0 or 1: {metric.Name} is a proportion.")
            : null;
    }

    private void Count(PointSeries of, in RawPoint point, SubjectKey? subject, ReadOnlySpan<byte> name, double value)
    {
        var metric = of.Metric(name)!;
        metric.Add(MetricHour.Of(point.At ?? receivedAt), value);
        if (subject is { } key) of.Subjects!.Add(key, metric.Name, value);
    }
}
