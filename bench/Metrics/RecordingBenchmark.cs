using System.Net.Http.Headers;
using System.Net.Http.Json;
using PromptFunctions.Bench.Load;
using PromptFunctions.Bench.Servers;
using PromptFunctions.Core.Metrics.Recording;
using Spectre.Console;

namespace PromptFunctions.Bench.Metrics;

/// <summary>
/// How many points the service takes with storage that is not there, beside a bare Kestrel endpoint that only reads the same
/// bodies. Both run as processes of their own and take turns, so that whatever else the machine does hits both.
/// </summary>
internal static class RecordingBenchmark
{
    private const double LeastThroughput = 0.5;
    private const int CountedBatches = 200;
    private const int WarmUpSeconds = 15;

    public static async Task<bool> RunAsync(MetricsBenchmarkOptions options, string storage, ServerProcess real, PostedBatches batches)
    {
        await using var app = await ServerProcess.StartAsync("serve-metrics", storage);
        await using var bare = await ServerProcess.StartAsync("serve-bare");
        // Until the compiler has seen what is hot.
        foreach (var server in new[] { bare, app }) await PostAsync(server, batches, options with { Seconds = WarmUpSeconds });
        var (calls, bound) = await CountCallsAsync(app, batches, options);

        var (bareRuns, appRuns, realRuns) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            bareRuns.Add(await PostAsync(bare, batches, options));
            appRuns.Add(await PostAsync(app, batches, options));
        }
        for (var round = 0; round < options.Rounds; round++) realRuns.Add(await PostAsync(real, batches, options));
        return Report(options, Median(bareRuns), Median(appRuns), Median(realRuns), calls, bound);
    }

    /// <summary>Posts batches one by one, and counts what each costs and may cost.</summary>
    private static async Task<(double Calls, double Bound)> CountCallsAsync(ServerProcess app, PostedBatches batches, MetricsBenchmarkOptions options)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        var before = await app.AskAsync(MetricsServer.Calls);
        long bound = 0;
        await Parallel.ForAsync(0, CountedBatches, new ParallelOptions { MaxDegreeOfParallelism = options.Connections }, async (i, cancellation) =>
        {
            var batch = i % batches.Bodies.Count;
            using var body = new ByteArrayContent(batches.Bodies[batch]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await http.PostAsync("/api/metrics", body, cancellation);
            var receipt = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<MetricsReceipt>(cancellation);
            if (receipt!.Accepted != options.Points) throw new InvalidOperationException($"Only {receipt.Accepted} of {options.Points} points were accepted.");
            Interlocked.Add(ref bound, 1 + batches.Partitions[batch]);
        });
        return ((await app.AskAsync(MetricsServer.Calls) - before) / (double)CountedBatches, bound / (double)CountedBatches);
    }

    /// <summary>Gives the points of a second.</summary>
    private static async Task<double> PostAsync(ServerProcess server, PostedBatches batches, MetricsBenchmarkOptions options) =>
        (await Wrk.RunAsync(server.Address, options.Connections, options.Seconds, batches.Script)).RequestsPerSecond * options.Points;

    private static double Median(List<double> runs) => runs.Order().ElementAt(runs.Count / 2);

    private static bool Report(MetricsBenchmarkOptions options, double bare, double app, double real, double calls, double bound)
    {
        AnsiConsole.Write(new Table().Title($"recording, batches of {options.Points:N0} points, {options.Connections} connections")
            .AddColumns("", "bare Kestrel", "POST /metrics", "", "bound")
            .AddRow("points/s, storage answered in process", $"{bare:N0}", $"{app:N0}", $"{app / bare:0.00}×", $"≥ {LeastThroughput}×")
            .AddRow("storage calls a batch", "–", $"{calls:0.00}", "", $"≤ {bound:0.00}, 1 + its partitions")
            .AddRow("points/s, Azurite", $"{bare:N0}", $"{real:N0}", $"{real / bare:0.000}×", "none: it says nothing of Azure"));
        return Bounds.Report(app / bare >= LeastThroughput && calls <= bound);
    }
}
