using System.Collections.Concurrent;
using System.Globalization;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.IntegrationTests.Resilience.Support;
using Xunit.Abstractions;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>
/// Thousands of batches on two instances, each sent until it is answered and some again; three aggregators at once, as if none of
/// them held the timer's lease; processes that die before and after any storage call, answers that get lost, and calls that
/// are held up. Everything is compared with an oracle that just adds up.
/// </summary>
public sealed class MetricsExactlyOnceTests(TwoApps apps, ITestOutputHelper output) : IClassFixture<TwoApps>
{
    // The environment may ask for more, for an hour's run.
    private static readonly int Batches = int.TryParse(Environment.GetEnvironmentVariable("EXACTLY_ONCE_BATCHES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 4_000;

    private const int Checkpoints = 5;
    private const int Senders = 12;
    private const int Pause = 4_000;

    private static readonly int[] Hours = [0, 1, 26];

    [Fact]
    public async Task Whatever_is_retried_dies_or_runs_twice_each_accepted_point_counts_once()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var chaos = new Chaos(seed);
        var (prompt, rollout) = await PrepareAsync();
        var oracle = new Oracle();
        using var end = new CancellationTokenSource();
        var aggregators = new[] { apps.First, apps.Second, apps.Second }.Select(app => FoldAsync(app, chaos, end.Token)).ToList();

        try
        {
            for (var checkpoint = 0; checkpoint < Checkpoints; checkpoint++)
            {
                var batches = Enumerable.Range(checkpoint * Batches / Checkpoints, Batches / Checkpoints);
                await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (number, _) =>
                {
                    var points = BatchOf(new Random(unchecked((seed * 31) + number)), prompt, rollout);
                    await SendAsync(chaos, $"{prompt}-{number}", points);
                    oracle.Add(points);
                });
                // The aggregators go on: what is read is right while they fold.
                await CompareAsync(oracle, $"checkpoint {checkpoint}");
            }
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(aggregators);
        }
        await apps.First.FoldAsync();
        foreach (var target in oracle.Targets) Assert.Equal(0, await apps.UnfoldedAsync(target));
        await CompareAsync(oracle, "all folded");
        output.WriteLine($"{chaos.Deaths} deaths, {chaos.LostAnswers} lost answers, {chaos.Delays} delays");
        Assert.True(chaos.Deaths > 100 && chaos.LostAnswers > 50 && chaos.Delays > 20);
    }

    private async Task SendAsync(Chaos chaos, string batchId, MetricPoint[] points)
    {
        var again = chaos.Chance(10) ? 1 : 0;
        for (var answered = 0; answered <= again;)
        {
            var app = apps.App(chaos.Next(2));
            try
            {
                var receipt = await app.Storage.PlayAsync(chaos.Script(), () => app.RecordAsync(batchId, points));
                Assert.Equal((points.Length, 0), (receipt.Accepted, receipt.Rejected.Count));
                answered++;
            }
            catch (Exception e) when (Chaos.IsCause(e))
            {
                // Sent again, like a client would.
            }
        }
    }

    private static async Task FoldAsync(TestApp app, Chaos chaos, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await app.Storage.PlayAsync(chaos.Script(), app.FoldAsync);
            }
            catch (Exception e) when (Chaos.IsCause(e))
            {
                // The timer comes again.
            }
            await Task.Delay(chaos.Next(Pause), CancellationToken.None);
        }
    }

    private static MetricPoint[] BatchOf(Random random, string prompt, string rollout)
    {
        // Mostly of one version, as an application's are, and some of two.
        string[] versions = [.. new[] { "0.0.1", "0.0.2" }.Skip(random.Next(2)).Take(random.Next(10) == 0 ? 2 : 1)];
        return [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
        {
            var version = versions[random.Next(versions.Length)];
            var assignment = random.Next(4) == 0 ? $"rollout:{rollout}:{(version == "0.0.2" ? "candidate" : "baseline")}" : null;
            return Measuring.Point(prompt, version, random.Next(2) == 0 ? "latency" : "cost", random.Next(1, 1000), DateTimeOffset.UtcNow.AddHours(-Hours[random.Next(Hours.Length)]), assignment);
        })];
    }

    private async Task CompareAsync(Oracle oracle, string when)
    {
        foreach (var target in oracle.Targets)
        {
            var (expected, found) = (oracle.Figures(target), await apps.First.FiguresAsync(target));
            Assert.True(expected == found, $"{when}, {target}:\n{string.Join('\n', found.Split('\n').Except(expected.Split('\n')))}\nin place of\n{string.Join('\n', expected.Split('\n').Except(found.Split('\n')))}");
        }
    }

    private async Task<(string Prompt, string Rollout)> PrepareAsync()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.Second.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        return (prompt, (await Deploying.CreateAsync(apps.Second.Api, prompt, "0.0.2", Deploying.Manual)).Id);
    }

    /// <summary>Adds up, without any of the code that is tested.</summary>
    private sealed class Oracle
    {
        private readonly ConcurrentBag<(MetricTarget Target, MetricPoint Point)> points = [];

        public IReadOnlyList<MetricTarget> Targets => [.. points.Select(point => point.Target).Distinct()];

        public void Add(IEnumerable<MetricPoint> batch)
        {
            foreach (var point in batch)
            {
                points.Add((Measuring.Target(point.Prompt!, point.Version!), point));
                if (point.Assignment is { } assignment) points.Add((new($"{point.Prompt}|{assignment}"), point));
            }
        }

        public string Figures(MetricTarget target)
        {
            var of = points.Where(point => point.Target == target).Select(point => point.Point).ToList();
            var hours = (DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 3600);
            return string.Join('\n', of.GroupBy(point => (point.Metric!, Start: (int?)null))
                .Concat(of.GroupBy(point => ($"{point.Metric} day", Start: (int?)(hours(point.At!.Value) / 24 * 24))))
                .Concat(of.GroupBy(point => (point.Metric!, Start: (int?)hours(point.At!.Value))))
                .Select(group => Measuring.Line(group.Key.Item1, group.Key.Start is { } start ? new MetricHour(start) : null,
                    group.Count(), group.Sum(point => point.Value), group.Min(point => point.Value), group.Max(point => point.Value)))
                .Order(StringComparer.Ordinal));
        }
    }
}
