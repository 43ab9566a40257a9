using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;

namespace PromptFunctions.Storage.Metrics;

/// <summary>The rows of a target's partition.</summary>
internal static class MetricRowKeys
{
    /// <summary>The target's state.</summary>
    public const string State = "f";

    /// <summary>What an experiment's subjects add up to. No other key lies between this one and <see cref="State"/>, so that one query reads both.</summary>
    public const string Tally = "e";

    /// <summary>What the key of every row that waits to be folded begins with; the oldest comes first.</summary>
    public const string Deltas = "d:";

    /// <summary>What the key of every batch that was written begins with; the oldest comes first.</summary>
    public const string Seen = "s:";

    /// <summary>What the key of every hour begins with; the oldest comes first.</summary>
    public const string Hours = "h:";

    /// <summary>What the key of every day begins with; the oldest comes first.</summary>
    public const string Days = "y:";

    private const string Totals = "a:";
    private const int PlainCharacters = 64;

    /// <summary>A row of a batch that waits to be folded.</summary>
    public static string Delta(string batch, int part) => string.Create(CultureInfo.InvariantCulture, $"{Deltas}{batch}:{part:D3}");

    /// <summary>That a part of a batch was written; the first tells of all.</summary>
    public static string SeenBatch(string batch, int part) => part == 0 ? Seen + batch : string.Create(CultureInfo.InvariantCulture, $"{Seen}{batch}:{part:D3}");

    /// <summary>The key before those of all batches that came later.</summary>
    public static string SeenFrom(DateTimeOffset at) => Seen + Ulid.First(at);

    /// <summary>An aggregate.</summary>
    public static string Aggregate(AggregateKey key) => Prefix(key.Span) + Time(key.Span, key.Start) + Metric(key.Metric);

    /// <summary>What the keys of a span begin with.</summary>
    public static string Prefix(AggregateSpan span) => span switch
    {
        AggregateSpan.Total => Totals,
        AggregateSpan.Day => Days,
        _ => Hours,
    };

    /// <summary>The first key of the hours or days from one on.</summary>
    public static string From(AggregateSpan span, MetricHour start) => Prefix(span) + Time(span, start);

    /// <summary>The hour or day of a key; the hour 0 for a total.</summary>
    public static MetricHour Start(AggregateSpan span, string key)
    {
        if (span == AggregateSpan.Total) return default;
        var time = key[2..key.IndexOf(':', 2)];
        return MetricHour.Of(DateTimeOffset.ParseExact(time, Format(span), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    private static string Time(AggregateSpan span, MetricHour start) =>
        span == AggregateSpan.Total ? "" : start.Start.ToString(Format(span), CultureInfo.InvariantCulture) + ":";

    private static string Format(AggregateSpan span) => span == AggregateSpan.Day ? "yyyyMMdd" : "yyyyMMddHH";

    /// <summary>Whether a metric's name stands in keys as a hash: it may have characters that a key may not. The row says it in full.</summary>
    public static bool IsHashed(string metric) => metric.Length > PlainCharacters || !metric.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static string Metric(string name) =>
        IsHashed(name) ? $"~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}" : name;
}
