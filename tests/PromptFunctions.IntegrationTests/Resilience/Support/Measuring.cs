using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Recording, folding and reading figures in one instance, without HTTP in between.</summary>
public static class Measuring
{
    /// <summary>Sends a batch.</summary>
    public static Task<MetricsReceipt> RecordAsync(this TestApp app, string batchId, IEnumerable<MetricPoint> points) =>
        app.Host.Services.GetRequiredService<MetricRecorder>().RecordAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { batchId, points }, JsonSerializerOptions.Web), PointFormat.Json, null, null, CancellationToken.None);

    /// <summary>Folds what is marked, as the timer does.</summary>
    public static Task<long> FoldAsync(this TestApp app) => app.Host.Services.GetRequiredService<MetricFolder>().RunAsync(CancellationToken.None);

    /// <summary>Deletes what is old, as the timer does.</summary>
    public static Task<int> PurgeAsync(this TestApp app) => app.Host.Services.GetRequiredService<MetricPurge>().RunAsync(CancellationToken.None);

    /// <summary>What is known of a target, in a form that can be compared: exact figures by metric, in all and by the hour.</summary>
    public static async Task<string> FiguresAsync(this TestApp app, MetricTarget target)
    {
        var reader = app.Host.Services.GetRequiredService<MetricReader>();
        var totals = await reader.ReadAsync(target, MetricWindow.All, CancellationToken.None);
        var days = await reader.ReadSeriesAsync(target, MetricWindow.All, AggregateSpan.Day, CancellationToken.None);
        var hours = await reader.ReadSeriesAsync(target, MetricWindow.All, AggregateSpan.Hour, CancellationToken.None);
        return string.Join('\n', totals.Select(total => (total.Key, Start: (MetricHour?)null, total.Value))
            .Concat(days.Select(day => ($"{day.Key.Metric} day", (MetricHour?)day.Key.Start, day.Value)))
            .Concat(hours.Select(hour => (hour.Key.Metric, (MetricHour?)hour.Key.Start, hour.Value)))
            .Select(one => Line(one.Item1, one.Item2, one.Item3.Values.Count, one.Item3.Values.Moments.Mean * one.Item3.Values.Count, one.Item3.Values.Moments.Min, one.Item3.Values.Moments.Max))
            .Order(StringComparer.Ordinal));
    }

    /// <summary>A line of <see cref="FiguresAsync"/>.</summary>
    public static string Line(string metric, MetricHour? hour, long count, double sum, double min, double max) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{metric} {hour?.Number} count {count} sum {Math.Round(sum, 3)} from {min} to {max}");

    public static MetricTarget Target(string prompt, string version) => MetricTarget.OfVersion(prompt, VersionNumber.Parse(version));

    public static MetricPoint Point(string prompt, string version, string metric, double value, DateTimeOffset? at = null, string? assignment = null) =>
        new() { Prompt = prompt, Version = version, Metric = metric, Value = value, At = at, Assignment = assignment };
}
