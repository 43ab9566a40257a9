using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Reports;

/// <summary>Makes a report of values that are drawn at random, always the same.</summary>
internal static class SampledReport
{
    private const int Days = 30;

    /// <summary>A report of some versions and metrics.</summary>
    public static PerformanceReport Of(string prompt, string[] versions, string live, string? before, SampledMetric[] metrics, int points = 6000)
    {
        var random = new Random(8);
        var numbers = versions.Select(VersionNumber.Parse).ToArray();
        var values = metrics.ToDictionary(metric => metric.Name, metric => numbers.Select((version, i) => (version, i)).ToDictionary(
            each => each.version, each => Enumerable.Range(0, Share(points, numbers.Length, each.i)).Select(_ => metric.Value(random, numbers.Length - 1 - each.i)).ToArray()));
        var (current, previous) = (VersionNumber.Parse(live), before is null ? null : VersionNumber.Parse(before));
        return new()
        {
            Prompt = prompt,
            Type = "text_to_sql",
            GeneratedAt = SampleReports.To,
            From = SampleReports.To.AddDays(-Days),
            To = SampleReports.To,
            Days = Days,
            Interval = ReportInterval.Day,
            Live = current,
            Versions = [.. numbers.Select((version, i) => new ReportVersion(version, version == current ? VersionStatus.Production : VersionStatus.Deprecated,
                SampleReports.To.AddDays(-40 + i), metrics.Sum(metric => (long)values[metric.Name][version].Length),
                metrics.ToDictionary(metric => metric.Name, metric => SampledFigures.Summary(values[metric.Name][version]))))],
            Metrics = [.. metrics.Select(metric => new ReportMetric
            {
                Metric = metric.Name,
                Goal = metric.Goal,
                Kind = metric.Kind,
                Unit = metric.Unit,
                Distributions = [.. numbers.Select(version => SampledFigures.Distribution(version, values[metric.Name][version]))],
                Trend = Trend(random, metric, numbers.Length, points),
            })],
            Comparison = previous is null ? null : new(previous, current, [.. metrics.Select(metric => SampledFigures.Compare(metric, values[metric.Name][previous], values[metric.Name][current]))]),
        };
    }

    private static int Share(int points, int versions, int index) => versions == 1 ? points : (int)Math.Max(3, points * Math.Pow(0.75, versions - 1 - index));

    // Each version served for a while, so that the trend follows them; fewer points at weekends, and one day without any.
    private static ReportTrendPoint[] Trend(Random random, SampledMetric metric, int versions, int points)
    {
        var midnight = new DateTimeOffset(SampleReports.To.Date, TimeSpan.Zero);
        if (points == 1) return [ReportTrendPoint.Of(midnight.AddDays(-3), metric.Kind, 1, metric.Value(random, 0), 0)];
        return [.. Enumerable.Range(0, Days + 1).Select(day => (Day: day, At: midnight.AddDays(day - Days))).Where(day => day.At.Day != 22).Select(day =>
        {
            var count = points / Days / (day.At.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 4 : 1);
            var values = Enumerable.Range(0, Math.Max(2, count)).Select(_ => metric.Value(random, (versions - 1) * (Days - day.Day) / Days)).ToArray();
            return ReportTrendPoint.Of(day.At, metric.Kind, values.Length, SampledFigures.Mean(values), SampledFigures.Std(values));
        })];
    }
}
