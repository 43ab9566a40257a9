using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Reports;

/// <summary>Puts a prompt's report together.</summary>
public sealed class ReportService(
    IPromptStore store, ITestStore tests, PromptFigures figures, IDeploymentStore deployments, IExperimentStore experimentStore, ExperimentService experimentService, TimeProvider clock)
{
    // Up to here a trend goes by the hour.
    private const int DaysByHour = 3;
    private const int EventsAtOnce = 100;

    // What ended sooner is a mark on the time axis, not a span.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    /// <summary>The report of the last so many days; 404 where there is no such prompt.</summary>
    public async Task<PerformanceReport> GetAsync(string prompt, int days, CancellationToken cancellationToken)
    {
        // To the minute, so that who asks again soon is told that nothing changed.
        var now = clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var interval = days <= DaysByHour ? ReportInterval.Hour : ReportInterval.Day;
        var first = MetricHour.Of(now.AddDays(-days));
        var window = new MetricWindow(interval == ReportInterval.Hour ? first : first.Day, null);

        var head = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        var versions = await figures.ByVersionAsync(prompt, window, cancellationToken);
        var trends = await figures.OverTimeAsync(prompt, window, interval == ReportInterval.Hour ? AggregateSpan.Hour : AggregateSpan.Day, cancellationToken);
        var experiments = await ExperimentsAsync(prompt, window.From!.Value.Start, now, cancellationToken);
        var runs = await tests.ListOutcomesAsync(prompt, cancellationToken).ToDictionaryAsync(run => run.Version, cancellationToken: cancellationToken);
        var live = head.Route.Live?.Version;
        return new()
        {
            Prompt = prompt,
            Type = head.Prompt.Type,
            Description = head.Prompt.Description ?? "",
            GeneratedAt = now,
            From = window.From.Value.Start,
            To = now,
            Days = days,
            Interval = interval,
            Live = live,
            LiveSince = versions.FirstOrDefault(version => version.Version.Version == live).Version?.StatusHistory.LastOrDefault(step => step.Status == VersionStatus.Production)?.At,
            Versions = [.. versions.Select(version => new ReportVersion(
                version.Version.Version, version.Version.Status, version.Version.CreatedAt, MetricFigures.Requests(version.Figures), MetricFigures.Summaries(version.Figures),
                TestSummary.Of(runs.GetValueOrDefault(version.Version.Version), head.Prompt, version.Version)))],
            Metrics = Metrics(head.Prompt, versions, trends),
            Events = [.. (await EventsAsync(prompt, window.From.Value.Start, cancellationToken)).Concat(experiments.Select(experiment => experiment.ToEvent(Moment))).OrderBy(happened => happened.At)],
            Experiments = experiments,
            Comparison = Comparison(head, versions),
        };
    }

    // Those that have a direction first: they are what a version is judged by.
    private static List<ReportMetric> Metrics(
        PromptRecord prompt,
        IReadOnlyList<(VersionRecord Version, IReadOnlyDictionary<string, MetricFigures> Figures)> versions,
        IReadOnlyDictionary<(string Metric, MetricHour Start), MetricFigures> trends)
    {
        var byMetric = trends.ToLookup(point => point.Key.Metric);
        var metrics =
            from name in versions.SelectMany(version => version.Figures.Keys).Distinct()
            let said = MetricDefinition.Of(name, prompt.Metrics)
            orderby said.Goal == MetricGoal.None, name
            select new ReportMetric
            {
                Metric = name,
                Goal = said.Goal ?? MetricGoal.None,
                Kind = said.Kind,
                Unit = said.Unit,
                Distributions = [.. versions.Where(version => version.Figures.ContainsKey(name)).Select(version => Distribution(version.Version.Version, version.Figures[name]))],
                Trend = [.. byMetric[name].OrderBy(point => point.Key.Start).Select(point => TrendPoint(point.Key.Start, said.Kind, point.Value))],
            };
        return [.. metrics];
    }

    private static ReportDistribution Distribution(VersionNumber version, MetricFigures figures)
    {
        var values = figures.Values;
        return new()
        {
            Version = version,
            Count = values.Count,
            Mean = values.Moments.Mean,
            Std = values.Moments.Std,
            Min = values.Moments.Min,
            P1 = values.Quantile(0.01),
            P5 = values.Quantile(0.05),
            P25 = values.Quantile(0.25),
            Median = values.Quantile(0.5),
            P75 = values.Quantile(0.75),
            P95 = values.Quantile(0.95),
            P99 = values.Quantile(0.99),
            Max = values.Moments.Max,
            Bins = ReportBins.Bounded(values.Bins()),
        };
    }

    private static ReportTrendPoint TrendPoint(MetricHour start, MetricKind kind, MetricFigures figures) =>
        ReportTrendPoint.Of(start.Start, kind, figures.Values.Count, figures.Values.Moments.Mean, figures.Values.Moments.Std);

    private async Task<List<ReportEvent>> EventsAsync(string prompt, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var events = new List<ReportEvent>();
        await foreach (var deployment in deployments.ListAsync(prompt, null, EventsAtOnce, cancellationToken))
        {
            // One follows the other, so what comes after this one ended earlier still.
            if (deployment.EndedAt < from) break;
            var ended = deployment.EndedAt - deployment.StartedAt > Moment ? deployment.EndedAt : null;
            events.Insert(0, new(deployment.StartedAt, deployment.IsRollback ? ReportEventKind.Rollback : ReportEventKind.Rollout, deployment.Version, Detail(deployment), ended));
        }
        return events;
    }

    private async Task<List<ReportExperiment>> ExperimentsAsync(string prompt, DateTimeOffset from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var experiments = new List<ReportExperiment>();
        await foreach (var experiment in experimentStore.ListAsync(prompt, null, EventsAtOnce, cancellationToken))
        {
            // One follows the other here too.
            if (experiment.EndedAt < from) break;
            experiments.Add(ReportExperiment.Of(experiment, await experimentService.ViewAsync(experiment, cancellationToken), now));
        }
        return experiments;
    }

    private static string Detail(DeploymentRecord deployment)
    {
        var said = $"{WireName.Of(deployment.Strategy)}, {WireName.Of(deployment.Status)}";
        return string.IsNullOrEmpty(deployment.Reason) ? said : $"{said}: {deployment.Reason}";
    }

    private static ReportComparison? Comparison(PromptHead head, IReadOnlyList<(VersionRecord Version, IReadOnlyDictionary<string, MetricFigures> Figures)> versions)
    {
        if (head.Route is not { Live.Version: { } live, EarlierLive: [var before, ..] }) return null;
        var old = versions.FirstOrDefault(version => version.Version.Version == before).Figures;
        var @new = versions.FirstOrDefault(version => version.Version.Version == live).Figures;
        if (old is null || @new is null) return null;
        return new(before, live, [.. old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal).Select(metric =>
            MetricComparisons.Compare(metric, MetricDefinition.Of(metric, head.Prompt.Metrics), old.GetValueOrDefault(metric), @new.GetValueOrDefault(metric)))]);
    }
}
