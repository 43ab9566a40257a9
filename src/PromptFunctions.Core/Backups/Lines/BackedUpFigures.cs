using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>The figures of a metric over some time, in a backup.</summary>
/// <param name="Span">What time it is of.</param>
/// <param name="Start">When that begins; null for a total.</param>
/// <param name="Metric">The metric.</param>
/// <param name="LastArrival">When the last point arrived.</param>
/// <param name="Values">The values' summary as <see cref="Distribution.Write"/> has it, in base 64.</param>
public sealed record BackedUpFigures(AggregateSpan Span, DateTimeOffset? Start, string Metric, DateTimeOffset LastArrival, byte[] Values)
{
    /// <summary>Figures as they are stored.</summary>
    public static BackedUpFigures Of(AggregateKey key, MetricFigures figures)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        figures.Values.Write(writer);
        return new(key.Span, key.Span == AggregateSpan.Total ? null : key.Start.Start, key.Metric, figures.LastArrival, bytes.ToArray());
    }

    /// <summary>The figures; 400 where they cannot have been written by a backup.</summary>
    public (AggregateKey Key, MetricFigures Figures) Read(string path)
    {
        var start = Start is { } at ? MetricHour.Of(at) : default;
        var whole = Span switch { AggregateSpan.Total => Start is null, AggregateSpan.Day => Start == start.Day.Start, _ => Start == start.Start };
        if (!whole || Start < DateTimeOffset.UnixEpoch) throw ProblemException.Invalid($"{path}.start", "must be the beginning of an hour or a day; a total has none.");
        if (!MetricDefinition.IsName(Metric)) throw ProblemException.Invalid($"{path}.metric", MetricDefinition.NameForm);
        if (LastArrival < DateTimeOffset.UnixEpoch) throw ProblemException.Invalid($"{path}.lastArrival", "must not lie before 1970.");
        try
        {
            using var bytes = new MemoryStream(Values, writable: false);
            using var reader = new BinaryReader(bytes);
            var values = Distribution.Read(reader);
            if (values.Count == 0 || bytes.Position < bytes.Length) throw new InvalidDataException("There are no values, or there is more than that.");
            return (new(Span, start, Metric), new(values, LastArrival));
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
        {
            throw ProblemException.Invalid($"{path}.values", "is damaged.");
        }
    }
}
